import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import { Config } from '../../platform/config/index.js';
import { AttemptsModule } from '../attempts/index.js';
import { AuditModule } from '../audit/index.js';
import { UsersModule } from '../users/index.js';
import { AccountLimits } from './account-limits.js';
import { KeySession } from './key-sessions/key-session.entity.js';
import { KeySessionsRepository } from './key-sessions/key-sessions.repository.js';
import { KeySessionsService } from './key-sessions/key-sessions.service.js';
import { OwnSessionsController } from './own/own-sessions.controller.js';
import { OwnSessionsService } from './own/own-sessions.service.js';
import { PasswordCheck } from './password-check.js';
import { SecondFactorCheck } from './second-factor-check.js';
import { SecondStep } from './second-step.js';
import { SessionAudit } from './session-audit.js';
import { Session } from './session.entity.js';
import { SessionCookie } from './session-cookie.js';
import { SessionLastUse } from './use/session-last-use.entity.js';
import { SessionUseRecorder } from './use/session-use-recorder.js';
import { SessionUsesRepository } from './use/session-uses.repository.js';
import { SessionsController } from './sessions.controller.js';
import { SessionsRepository } from './sessions.repository.js';
import { SessionsService } from './sessions.service.js';
import { TwoStepSignIn } from './two-step-sign-in.js';

const cookie = { provide: SessionCookie, inject: [Config], useFactory: ({ publicUrl }: Config) => new SessionCookie(publicUrl) };

@Module({
  imports: [TypeOrmModule.forFeature([Session, SessionLastUse, KeySession]), AttemptsModule, AuditModule, UsersModule],
  controllers: [OwnSessionsController, SessionsController],
  providers: [
    AccountLimits,
    cookie,
    KeySessionsRepository,
    KeySessionsService,
    OwnSessionsService,
    PasswordCheck,
    SecondFactorCheck,
    SecondStep,
    SessionAudit,
    SessionsRepository,
    SessionsService,
    SessionUseRecorder,
    SessionUsesRepository,
    TwoStepSignIn,
  ],
  exports: [
    KeySessionsRepository,
    KeySessionsService,
    OwnSessionsService,
    PasswordCheck,
    SecondFactorCheck,
    SessionAudit,
    SessionCookie,
    SessionsRepository,
    SessionsService,
    SessionUseRecorder,
    SessionUsesRepository,
    TwoStepSignIn,
  ],
})
export class SessionsModule {}
