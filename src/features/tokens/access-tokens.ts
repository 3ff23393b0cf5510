import { type KeyObject, randomUUID, sign, verify } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { Clock } from '../../platform/clock/index.js';
import { Config } from '../../platform/config/index.js';
import { type AccessTokenClaims, isClaims } from './access-token-claims.js';
import { joined } from './ecdsa-signature.js';
import { SigningKeys } from './signing-keys.js';

/** What a token is issued for. */
export interface TokenGrant {
  readonly organisationId: number;
  readonly apiKeyId: number;
  /** The secret of the key it is got with. */
  readonly secretId: number;
  readonly clientId: string;
  readonly subject: string;
  readonly generations: string;
  /** null: ourselves. */
  readonly audience: string | null;
  readonly scope: string | null;
  readonly family?: { readonly id: number; readonly step: number };
}

/** A signed token and when it ends. */
export interface IssuedToken {
  readonly text: string;
  /** Epoch milliseconds. */
  readonly expiresAt: number;
}

export const accessTokenSeconds = 600;

const longest = 4096;
const dsaEncoding = 'ieee-p1363';

/** Signs and checks access tokens: JWTs as RFC 9068 has them, with ES256 and nothing else (RFC 8725). */
@Injectable()
export class AccessTokens {
  /** Who issues, and for whom when no `resource` is named. */
  readonly issuer: string;

  constructor(
    private readonly keys: SigningKeys,
    private readonly clock: Clock,
    config: Config,
  ) {
    this.issuer = config.publicUrl;
  }

  issue(grant: TokenGrant, seconds = accessTokenSeconds): IssuedToken {
    const { row, privateKey } = this.keys.current;
    const iat = Math.floor(this.clock.now() / 1000);
    const claims: AccessTokenClaims = {
      iss: this.issuer,
      aud: grant.audience ?? this.issuer,
      sub: grant.subject,
      client_id: grant.clientId,
      jti: randomUUID().replaceAll('-', ''),
      iat,
      exp: iat + seconds,
      ...(grant.scope !== null && { scope: grant.scope }),
      org: grant.organisationId,
      key: grant.apiKeyId,
      sec: grant.secretId,
      gen: grant.generations,
      ...(grant.family && { fam: grant.family.id, stp: grant.family.step }),
    };
    const body = `${encode({ alg: 'ES256', typ: 'at+jwt', kid: row.kid })}.${encode(claims)}`;
    // Asked for the short form, Node takes half as long again as for the signature itself.
    const signature = joined(sign('sha256', Buffer.from(body), privateKey)).toString('base64url');
    return { text: `${body}.${signature}`, expiresAt: claims.exp * 1000 };
  }

  /**
   * The claims of a token that we signed; its time is the caller's to check. The header only ever chooses among our
   * own keys, and only after it has said exactly what we write.
   */
  check(text: string): AccessTokenClaims | undefined | Promise<AccessTokenClaims | undefined> {
    const parts = split(text);
    if (!parts) return undefined;
    const known = this.keys.known(parts.kid);
    return known ? this.verified(parts, known) : this.keys.find(parts.kid).then((key) => key && this.verified(parts, key));
  }

  private verified({ body, signature, claims }: Parts, key: KeyObject): AccessTokenClaims | undefined {
    if (!verify('sha256', Buffer.from(body), { key, dsaEncoding }, signature)) return undefined;
    const said = parse(claims);
    return isClaims(said) && said.iss === this.issuer ? said : undefined;
  }
}

interface Parts {
  readonly kid: string;
  readonly body: string;
  readonly claims: string;
  readonly signature: Buffer;
}

const signatureBytes = 64;

function split(text: string): Parts | undefined {
  if (text.length > longest || !/^[\w-]+\.[\w-]+\.[\w-]{86}$/.test(text)) return undefined;
  const [header = '', claims = '', encoded = ''] = text.split('.');
  const kid = keyNamed(header);
  if (kid === undefined) return undefined;
  const signature = Buffer.from(encoded, 'base64url');
  // One signature, one spelling: the unused bits at the end must be zero.
  if (signature.length !== signatureBytes || signature.toString('base64url') !== encoded) return undefined;
  return { kid, body: `${header}.${claims}`, claims, signature };
}

/** The key a header names, when it says exactly what ours say and nothing else. */
function keyNamed(header: string): string | undefined {
  const said = parse(header) as { alg?: unknown; typ?: unknown; kid?: unknown } | null | undefined;
  if (said?.alg !== 'ES256' || said.typ !== 'at+jwt' || typeof said.kid !== 'string') return undefined;
  return Object.keys(said).length === 3 ? said.kid : undefined;
}

const encode = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');

function parse(encoded: string): unknown {
  try {
    return JSON.parse(Buffer.from(encoded, 'base64url').toString());
  } catch {
    return undefined;
  }
}
