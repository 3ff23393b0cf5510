import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Config } from '../../platform/config/index.js';
import { AttemptsModule } from '../attempts/index.js';
import { AuditModule } from '../audit/index.js';
import { UsersModule } from '../users/index.js';
import { KeySession } from './key-session.entity.js';
import { KeySessionsRepository } from './key-sessions.repository.js';
import { KeySessionsService } from './key-sessions.service.js';
import { Session } from './session.entity.js';
import { SessionCookie } from './session-cookie.js';
import { SessionsController } from './sessions.controller.js';
import { SessionsRepository } from './sessions.repository.js';
import { SessionsService } from './sessions.service.js';

const cookie = { provide: SessionCookie, inject: [Config], useFactory: ({ publicUrl }: Config) => new SessionCookie(publicUrl) };

@Module({
  imports: [TypeOrmModule.forFeature([Session, KeySession]), AttemptsModule, AuditModule, UsersModule],
  controllers: [SessionsController],
  providers: [cookie, KeySessionsRepository, KeySessionsService, SessionsRepository, SessionsService],
  exports: [KeySessionsService, SessionCookie, SessionsRepository, SessionsService],
})
export class SessionsModule {}
