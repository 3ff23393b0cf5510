// Sessions: a person's sign-in, and that of a service key for clients that know cookies only.
export { KeySession } from './key-sessions/key-session.entity.js';
export { type KeySessionFacts, KeySessionsRepository, loadKeySession } from './key-sessions/key-sessions.repository.js';
export { idleSeconds, KeySessionsService } from './key-sessions/key-sessions.service.js';
export { type OwnSession, OwnSessionsService, personOf } from './own/own-sessions.service.js';
export { PasswordCheck } from './password-check.js';
export { SessionAudit } from './session-audit.js';
export { SessionDto, toSessionDto } from './session.dto.js';
export { Session } from './session.entity.js';
export { CreateSessionRequest } from './session.dto.js';
export { SessionCookie } from './session-cookie.js';
export { SessionLastUse } from './use/session-last-use.entity.js';
export { SessionUseRecorder } from './use/session-use-recorder.js';
export { SessionUsesRepository } from './use/session-uses.repository.js';
export { loadSession, type SessionFacts, SessionsRepository } from './sessions.repository.js';
export { SessionsModule } from './sessions.module.js';
export { sessionSeconds, SessionsService, type StartedSession } from './sessions.service.js';
