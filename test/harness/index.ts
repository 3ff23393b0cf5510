export { type Answer, Client, type Headers } from './client.js';
export * from './expectations.js';
export { type DatabaseKind, mariadb, onEachDatabase, sqlite, type TestDatabase } from './databases.js';
export { MailServer } from './mail-server.js';
export { freePort, Program } from './program.js';
export { mailsIn, type ReceivedMail } from './received-mail.js';
export { administrator, TestServer } from './server.js';
export { TestClock } from './test-clock.js';
export { expectStatus, type TestKey, type TestUser, World } from './world.js';
