import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { AttemptsModule } from '../attempts/index.js';
import { AuditModule } from '../audit/index.js';
import { OrganisationsModule } from '../organisations/index.js';
import { SessionsModule } from '../sessions/index.js';
import { UsersModule } from '../users/index.js';
import { AcceptInvitation } from './accept-invitation.js';
import { Invitation } from './invitation.entity.js';
import { InvitationsController } from './invitations.controller.js';
import { InvitationsRepository } from './invitations.repository.js';
import { InvitationsService } from './invitations.service.js';
import { SendInvitation } from './send-invitation.js';

@Module({
  imports: [TypeOrmModule.forFeature([Invitation]), AttemptsModule, AuditModule, OrganisationsModule, SessionsModule, UsersModule],
  controllers: [InvitationsController],
  providers: [AcceptInvitation, InvitationsRepository, InvitationsService, SendInvitation],
  exports: [AcceptInvitation, InvitationsService],
})
export class InvitationsModule {}
