import { createHmac, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { onEachDatabase, TestServer, World } from '../harness/index.js';
import { SigningKeys } from '../../src/features/tokens/index.js';
import { apiKey, claimsOf, headerOf, OAuth, serviceKey } from './oauth.js';

type Json = Record<string, unknown>;
const encode = (value: unknown): string => Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)).toString('base64url');
const es256 = (body: string, key: KeyObject): string => sign('sha256', Buffer.from(body), { key, dsaEncoding: 'ieee-p1363' }).toString('base64url');

onEachDatabase('a token that we did not sign just so is refused', (database) => {
  let server: TestServer;
  let oauth: OAuth;
  let good: string;
  let verifier: Record<string, string>;
  let header: Json;
  let claims: Json;
  let privateKey: KeyObject;

  beforeAll(async () => {
    server = await TestServer.start(database);
    const world = await World.of(server);
    oauth = new OAuth(server);
    good = (await oauth.pair((await world.key(world.admin)).text)).access;
    verifier = apiKey((await serviceKey(world, ['credential.verify'])).text);
    [header, claims] = [headerOf(good), claimsOf(good)];
    ({ privateKey } = server.app.get(SigningKeys, { strict: false }).current);
  });
  afterAll(() => server?.stop());

  /** Signed with our own key: only what it says is wrong. */
  const forge = (says: { header?: Json | string; claims?: Json | string }): string => {
    const body = `${encode(says.header ?? header)}.${encode(says.claims ?? claims)}`;
    return `${body}.${es256(body, privateKey)}`;
  };
  const demandRefused = async (what: string, token: string) => {
    expect([what, await oauth.statusOf(token)]).toEqual([what, 401]);
    const { status, body } = await oauth.introspect(token, verifier);
    expect([what, status, status === 200 ? body.active : false]).toEqual([what, status === 400 || status === 413 ? status : 200, false]);
  };

  it('(what follows changes one thing of a token that is good)', async () => {
    expect(await oauth.statusOf(good)).toBe(200);
    expect(await oauth.statusOf(forge({}))).toBe(200);
  });

  it('no signature, or one of another algorithm', async () => {
    const [h, c, s] = good.split('.') as [string, string, string];
    for (const alg of ['none', 'None', 'NONE', 'nOnE', '']) {
      const unsigned = `${encode({ ...header, alg })}.${c}`;
      for (const signature of ['', s, encode('')]) await demandRefused(`alg ${alg}`, `${unsigned}.${signature}`);
      await demandRefused(`alg ${alg} without dot`, unsigned);
    }
    await demandRefused('no signature', `${h}.${c}.`);
    const publicKey = createPublicKey(privateKey);
    const secrets = [publicKey.export({ format: 'pem', type: 'spki' }), JSON.stringify(publicKey.export({ format: 'jwk' })), publicKey.export({ format: 'der', type: 'spki' })];
    for (const secret of secrets) {
      const body = `${encode({ ...header, alg: 'HS256' })}.${c}`;
      await demandRefused('HS256 with the public key', `${body}.${createHmac('sha256', secret).update(body).digest('base64url')}`);
    }
    const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    const body = `${encode({ ...header, alg: 'RS256' })}.${c}`;
    await demandRefused('RS256', `${body}.${sign('sha256', Buffer.from(body), rsa).toString('base64url')}`);
    for (const alg of ['ES384', 'ES512', 'EdDSA', 'PS256', 'es256', ['ES256'], null, 1]) await demandRefused(`alg ${String(alg)}`, forge({ header: { ...header, alg } }));
  });

  it('a header that says anything else than ours', async () => {
    const { typ: _typ, ...noTyp } = header;
    const { kid: _kid, ...noKid } = header;
    const jwk = createPublicKey(privateKey).export({ format: 'jwk' });
    const headers: Json[] = [
      noTyp, noKid, {},
      ...['JWT', 'jwt', 'AT+JWT', 'application/at+jwt', 'dpop+jwt', '', null].map((typ) => ({ ...header, typ })),
      ...['', 'unknown', '../../etc/passwd', '/dev/null', "' OR 1=1 --", '%00', '__proto__', 'constructor', null, 0, [header['kid']]].map((kid) => ({ ...header, kid })),
      { ...header, jku: 'https://evil.example/jwks' },
      { ...header, x5u: 'https://evil.example/cert' },
      { ...header, jwk },
      { ...header, x5c: ['MIIB'] },
      { ...header, crit: ['exp'] },
      { ...header, crit: [] },
      { ...header, b64: false, crit: ['b64'] },
      { ...header, zip: 'DEF' },
      { ...header, cty: 'JWT' },
    ];
    for (const changed of headers) await demandRefused(JSON.stringify(changed), forge({ header: changed }));
    for (const text of ['null', '[]', '"ES256"', '1', '', '{', '{}{}']) await demandRefused(`header ${text}`, forge({ header: text }));
  });

  it('a key of its own, whatever it is called', async () => {
    const own = generateKeyPairSync('ec', { namedCurve: 'P-256' });
    const jwk = own.publicKey.export({ format: 'jwk' });
    for (const changed of [header, { ...header, jwk }, { alg: 'ES256', typ: 'at+jwt', jwk }, { ...header, kid: jwk.x }]) {
      const body = `${encode(changed)}.${encode(claims)}`;
      await demandRefused('signed with another key', `${body}.${es256(body, own.privateKey)}`);
    }
  });

  it('the signing key of another instance', async () => {
    const other = await TestServer.start(database);
    try {
      const world = await World.of(other);
      const { access } = await new OAuth(other).pair((await world.key(world.admin)).text);
      expect(await new OAuth(other).statusOf(access)).toBe(200);
      await demandRefused('a token of another instance', access);
      const body = `${encode({ ...headerOf(access), kid: header['kid'] })}.${access.split('.')[1]}`;
      await demandRefused('its key under our name', `${body}.${es256(body, other.app.get(SigningKeys, { strict: false }).current.privateKey)}`);
    } finally {
      await other.stop();
    }
  });

  it('a claim that is missing or of another type', async () => {
    const needed = ['iss', 'aud', 'sub', 'client_id', 'jti', 'iat', 'exp', 'org', 'key', 'sec', 'gen'];
    expect(Object.keys(claims).sort()).toEqual([...needed, 'fam', 'stp'].sort());
    for (const name of needed) {
      const { [name]: value, ...rest } = claims;
      await demandRefused(`without ${name}`, forge({ claims: rest }));
      const wrong = typeof value === 'number' ? [String(value), value + 0.5, -value, 1e20, null, true, [value], {}] : ['', null, true, 0, [value], {}];
      for (const changed of wrong) {
        if (name === 'iat' && typeof changed === 'number' && Number.isSafeInteger(changed)) continue;
        await demandRefused(`${name} ${JSON.stringify(changed)}`, forge({ claims: { ...claims, [name]: changed } }));
      }
    }
    for (const text of ['null', '[]', '"x"', '1', '', '{']) await demandRefused(`claims ${text}`, forge({ claims: text }));
  });

  it('a claim that says something else', async () => {
    const now = Math.floor(server.clock.now() / 1000);
    const changes: Json = {
      iss: 'https://evil.example', aud: 'https://billing.example', exp: now, gen: '9.9.9', key: 999_999, sec: 999_999, fam: 999_999,
    };
    for (const [name, value] of Object.entries(changes)) {
      const token = forge({ claims: { ...claims, [name]: value } });
      expect([name, await oauth.statusOf(token)]).toEqual([name, 401]);
    }
    expect(await oauth.statusOf(forge({ claims: { ...claims, exp: now - 1, iat: now - 700 } }))).toBe(401);
    expect(await oauth.statusOf(forge({ claims: { ...claims, scope: ['problem.read'] } }))).toBe(401);
  });

  it('another spelling of the same signature', async () => {
    const [h, c, s] = good.split('.') as [string, string, string];
    const raw = Buffer.from(s, 'base64url');
    const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
    for (const last of alphabet) if (last !== s.at(-1)) await demandRefused(`last character ${last}`, `${h}.${c}.${s.slice(0, -1)}${last}`);
    const der = sign('sha256', Buffer.from(`${h}.${c}`), privateKey).toString('base64url');
    const order = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551');
    const mirrored = order - BigInt(`0x${raw.subarray(32).toString('hex')}`);
    const highS = Buffer.concat([raw.subarray(0, 32), Buffer.from(mirrored.toString(16).padStart(64, '0'), 'hex')]);
    for (const other of [`${s}=`, `${s}==`, `${s}A`, `A${s}`, raw.toString('base64'), der, Buffer.alloc(64).toString('base64url'), ` ${s}`, `${s}\t`]) {
      if (other !== s) await demandRefused(`signature ${other}`, `${h}.${c}.${other}`);
    }
    // The mirrored half of an ECDSA signature is as good mathematically: it must not be a second name of a revoked token.
    const twin = `${h}.${c}.${highS.toString('base64url')}`;
    await oauth.statusOf(twin);
    for (const other of [`${good}.`, `.${good}`, `${h}..${c}.${s}`, `${h}.${c}`, `${h}.${c}.${s}.${s}`, `${h}=.${c}.${s}`, `${h}.${c}=.${s}`, `${good} `, `${good},${good}`]) await demandRefused('other parts', other);
  });

  it('an ECDSA twin ends with the token it mirrors', async () => {
    const [h, c, s] = (await oauth.pair((await serviceKey(await World.of(server))).text)).access.split('.') as [string, string, string];
    const raw = Buffer.from(s, 'base64url');
    const order = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551');
    const mirrored = (order - BigInt(`0x${raw.subarray(32).toString('hex')}`)).toString(16).padStart(64, '0');
    const twin = `${h}.${c}.${Buffer.concat([raw.subarray(0, 32), Buffer.from(mirrored, 'hex')]).toString('base64url')}`;
    await oauth.statusOf(twin);
    expect((await oauth.revoke(`${h}.${c}.${s}`)).status).toBe(200);
    await demandRefused('the twin of a revoked token', twin);
  });

  it('every beginning, every end, and every change of one character', async () => {
    const me = server.client();
    const statusOf = async (token: string) => (await me.with({ authorization: `Bearer ${token}` }).get('/api/v1/me')).status;
    const taken: string[] = [];
    const flip = (text: string, at: number): string => `${text.slice(0, at)}${text[at] === 'A' ? 'B' : 'A'}${text.slice(at + 1)}`;
    for (let at = 0; at < good.length; at++) {
      for (const token of [good.slice(0, at), good.slice(at + 1), flip(good, at)]) if ((await statusOf(token)) !== 401) taken.push(token);
    }
    expect(taken).toEqual([]);
    expect(await statusOf(good)).toBe(200);
  });

  it('a token that is too long', async () => {
    for (const length of [5_000, 15_000]) await demandRefused(`${length} characters`, good.padEnd(length, 'A'));
    const megabyte = `eyJ${'A'.repeat(1_000_000)}.${'A'.repeat(10)}.${'A'.repeat(86)}`;
    expect(await oauth.statusOf(megabyte)).toBe(401);
    expect((await oauth.introspect(megabyte, verifier)).status).toBe(413);
    expect((await oauth.revoke(megabyte)).status).toBe(413);
    expect(await oauth.statusOf(good)).toBe(200);
  });
});
