// Sessions: a person's sign-in, and that of a service key for clients that know cookies only.
export { KeySession } from './key-session.entity.js';
export { type KeySessionFacts, loadKeySession } from './key-sessions.repository.js';
export { idleSeconds, KeySessionsService } from './key-sessions.service.js';
export { Session } from './session.entity.js';
export { SessionCookie } from './session-cookie.js';
export { loadSession, type SessionFacts, SessionsRepository } from './sessions.repository.js';
export { SessionsModule } from './sessions.module.js';
export { sessionSeconds, SessionsService, type StartedSession } from './sessions.service.js';
