// Sessions: a person's sign-in.
export { Session } from './session.entity.js';
export { SessionCookie } from './session-cookie.js';
export { loadSession, type SessionFacts, SessionsRepository } from './sessions.repository.js';
export { SessionsModule } from './sessions.module.js';
export { SessionsService, type StartedSession } from './sessions.service.js';
