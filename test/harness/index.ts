export { type Answer, Client } from './client.js';
export { type DatabaseKind, mariadb, onEachDatabase, sqlite } from './databases.js';
export * from './expectations.js';
export { administrator, TestServer } from './server.js';
export { TestClock } from './test-clock.js';
export { expectStatus, type TestKey, type TestUser, World } from './world.js';
