import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { tooManyRequests } from '../../../src/errors/index.js';
import { PasswordHasher } from '../../../src/platform/crypto/index.js';
import { administrator, type Answer, onEachDatabase, TestServer } from '../../harness/index.js';

const wrong = 'certainly-not-this-one';

/** A thousand slow hashes would prove nothing more. */
function compareQuickly(app: TestServer['app']): void {
  jest.spyOn(app.get(PasswordHasher), 'verify').mockImplementation(async (secret, stored) => stored !== null && secret === administrator.password);
}

onEachDatabase('guessing passwords', (database) => {
  let server: TestServer;

  beforeEach(async () => {
    // Addresses can be chosen by the tests: the peer is a trusted proxy.
    server = await TestServer.start(database, { environment: { TRUSTED_PROXIES: '127.0.0.1' } });
    compareQuickly(server.app);
  });
  afterEach(() => server?.stop());

  const signIn = (password: string, { login = administrator.login, address = '192.0.2.1', app = server.app } = {}) =>
    server.client({ 'x-forwarded-for': address }, app).post('/api/v1/sessions', { login, password });
  const guess = async (times: number, options: Parameters<typeof signIn>[1] = {}): Promise<number[]> => {
    const statuses = [];
    for (let n = 0; n < times; n++) statuses.push((await signIn(`${wrong}-${n}`, options)).status);
    return statuses;
  };
  const tens = (count: number, status: number) => Array<number>(count).fill(status);

  function expectLocked(answer: Answer): void {
    expect({ status: answer.status, code: answer.body.code }).toEqual({ status: 429, code: 'request.too-many' });
    const seconds = Number(answer.headers['retry-after']);
    expect(seconds).toBeGreaterThan(0);
    expect(seconds).toBeLessThanOrEqual(15 * 60);
    expect(answer.headers['set-cookie']).toBeUndefined();
  }

  it('ends after ten wrong ones for an account, also for the right one, and begins anew when the time has passed', async () => {
    expect(await guess(10)).toEqual(tens(10, 401));
    expectLocked(await signIn(wrong));
    expectLocked(await signIn(administrator.password));
    expectLocked(await signIn(administrator.password, { login: 'ADA' }));
    expectLocked(await signIn(administrator.password, { address: '198.51.100.7' }));
    server.clock.advance({ minutes: 15, seconds: 1 });
    expect((await signIn(administrator.password)).status).toBe(201);
  });

  it('is counted before the hash is compared: of a hundred at once at most ten are', async () => {
    jest.restoreAllMocks();
    const verify = jest.spyOn(server.app.get(PasswordHasher), 'verify');
    const answers = await Promise.all(Array.from({ length: 100 }, (_, n) => signIn(`${wrong}-${n}`, { address: `192.0.2.${n}` })));
    const statuses = answers.map(({ status }) => status);
    expect(answers.filter(({ status }) => status !== 401 && status !== 429).map(({ text }) => text)).toEqual([]);
    expect(statuses).toContain(429);
    expect(statuses.filter((status) => status === 401).length).toBeLessThanOrEqual(10);
    expect(verify.mock.calls.length).toBeLessThanOrEqual(10);
    expectLocked(await signIn(administrator.password));
  });

  it('does not count what was sent away before it was compared', async () => {
    jest.spyOn(server.app.get(PasswordHasher), 'verify').mockImplementation(() => Promise.reject(tooManyRequests('Too many', { retryAfterSeconds: 1 })));
    expect(await guess(12)).toEqual(tens(12, 429));
    compareQuickly(server.app);
    expect((await signIn(administrator.password)).status).toBe(201);
  });

  it('says that it is worth trying at once while others are being compared, and how long it takes when none is', async () => {
    const gate = Promise.withResolvers<void>();
    const verify = jest.spyOn(server.app.get(PasswordHasher), 'verify').mockImplementation(() => gate.promise.then(() => true));
    const first = Array.from({ length: 10 }, () => signIn(administrator.password));
    while (verify.mock.calls.length < 10) await sleep(5);
    const answer = await signIn(administrator.password);
    gate.resolve();
    expect([answer.status, answer.headers['retry-after']]).toEqual([429, '1']);
    expect((await Promise.all(first)).map(({ status }) => status)).toEqual(tens(10, 201));
    compareQuickly(server.app);
    expect(await guess(10)).toEqual(tens(10, 401));
    expect(Number((await signIn(administrator.password)).headers['retry-after'])).toBeGreaterThan(60);
  });

  it('is counted by all nodes together, and a restart forgets nothing', async () => {
    const second = await server.another();
    compareQuickly(second);
    expect(await guess(5)).toEqual(tens(5, 401));
    expect(await guess(5, { app: second })).toEqual(tens(5, 401));
    expectLocked(await signIn(wrong));
    expectLocked(await signIn(administrator.password, { app: second }));
    const restarted = await server.another();
    expectLocked(await signIn(administrator.password, { app: restarted }));
  });

  it('does not count what was right', async () => {
    for (let n = 0; n < 12; n++) expect((await signIn(administrator.password)).status).toBe(201);
    expect(await guess(9)).toEqual(tens(9, 401));
    expect((await signIn(administrator.password)).status).toBe(201);
    expect(await guess(1)).toEqual([401]);
    expectLocked(await signIn(wrong));
  });

  it('by a stranger elsewhere does not lock out a person who has signed in before', async () => {
    expect((await signIn(administrator.password, { address: '203.0.113.5' })).status).toBe(201);
    await guess(11, { address: '192.0.2.66' });
    expectLocked(await signIn(administrator.password, { address: '192.0.2.66' }));
    expect((await signIn(administrator.password, { address: '203.0.113.5' })).status).toBe(201);
    expect(await guess(10, { address: '203.0.113.5' })).toEqual(tens(10, 401));
    expectLocked(await signIn(administrator.password, { address: '203.0.113.5' }));
  });

  it('of an unknown login is limited alike, so that nobody learns which exist', async () => {
    expect(await guess(10, { login: 'nobody' })).toEqual(tens(10, 401));
    expectLocked(await signIn(wrong, { login: 'nobody' }));
    expectLocked(await signIn(wrong, { login: 'NoBody' }));
  });

  describe('from one address', () => {
    it('ends after a hundred wrong ones, whatever the accounts', async () => {
      for (let n = 0; n < 100; n++) {
        const { status } = await signIn(wrong, { login: `person-${n}` });
        expect({ n, status }).toEqual({ n, status: 401 });
      }
      expectLocked(await signIn(wrong, { login: 'one-more' }));
      expectLocked(await signIn(administrator.password));
      expect((await signIn(administrator.password, { address: '198.51.100.7' })).status).toBe(201);
    });

    it('is one address however it is written, and all of an IPv6 /64', async () => {
      const spellings = ['2001:db8::1', '2001:DB8:0:0::2', '2001:0db8:0000:0000:ffff::3', '2001:db8:0:0:1:2:3:4', '2001:db8::5%eth0'];
      for (let n = 0; n < 100; n++) await signIn(wrong, { login: `person-${n}`, address: spellings[n % 4] });
      for (const address of ['2001:db8::9', '2001:db8:0:0:abcd::1']) expectLocked(await signIn(wrong, { login: 'one-more', address }));
      expect((await signIn(wrong, { login: 'one-more', address: '2001:db8:0:1::1' })).status).toBe(401);
    });

    it('is the one the trusted proxy saw, not one a client claims', async () => {
      for (let n = 0; n < 100; n++) await signIn(wrong, { login: `person-${n}`, address: `10.9.8.${n}, 192.0.2.9` });
      expectLocked(await signIn(wrong, { login: 'one-more', address: '10.9.9.9, 192.0.2.9' }));
    });
  });
});

onEachDatabase('without a trusted proxy', (database) => {
  it('nobody chooses an address', async () => {
    const server = await TestServer.start(database);
    compareQuickly(server.app);
    try {
      const signIn = (n: number) => server.client({ 'x-forwarded-for': `192.0.2.${n}`, forwarded: `for=192.0.2.${n}` }).post('/api/v1/sessions', { login: `p${n}`, password: wrong });
      for (let n = 0; n < 100; n++) await signIn(n);
      expect((await signIn(200)).status).toBe(429);
    } finally {
      await server.stop();
    }
  });
});
