import type { ComponentChildren } from 'preact';
import { usePage } from '../context/context.js';
import { curlOf } from './api-call.js';
import { CallText } from './call-text.js';
import { CopyButton } from './copy-button.js';

interface ShownOnceProps {
  /** The text of a key, whole. */
  readonly text: string;
  /** Who comes with it, of keys that have one. */
  readonly clientId?: string;
  /** The word before it in the header. */
  readonly scheme?: 'Api-Key' | 'apiToken';
  /** What is to be known of it. */
  readonly children: ComponentChildren;
}

/** Gets a token, as clients of OAuth do. */
const tokenCall = (publicUrl: string, clientId: string, secret: string): string =>
  [`curl -u '${clientId}:${secret}'`, `  -d grant_type=client_credentials`, `  '${publicUrl}/oauth/token'`].join(' \\\n');

/** A client id, where its secret is known to its maker alone. */
export const ClientIdShown = ({ clientId, children }: { clientId: string; children: ComponentChildren }) => {
  const call = tokenCall(usePage().publicUrl, clientId, '…');
  return (
    <section class="panel">
      <p class="note">{children}</p>
      <ClientId text={clientId} />
      <Call text={call} />
    </section>
  );
};

const ClientId = ({ text }: { text: string }) => (
  <p class="secret">
    <span>Client id</span>
    <code>{text}</code>
    <CopyButton text={text} label="Copy the client id" />
  </p>
);

const Call = ({ text }: { text: string }) => (
  <>
    <h2>Try it</h2>
    <CallText text={text} />
  </>
);

/** The text of a key with all one needs to use it. Leaving asks back until it was copied or ticked off. */
export const ShownOnce = ({ text, clientId, scheme, children }: ShownOnceProps) => {
  const { publicUrl } = usePage();
  const call = clientId === undefined ? curlOf(`${publicUrl}/api/v1/me`, {}, text, scheme) : tokenCall(publicUrl, clientId, text);
  return (
    <section class="panel">
      <p class="note" role="alert">
        {children}
      </p>
      {clientId !== undefined && <ClientId text={clientId} />}
      <p class="secret" data-shown-once={text}>
        <code>{text}</code>
        <CopyButton text={text} label="Copy the key" primary />
      </p>
      <p>
        <label hidden>
          <input type="checkbox" data-kept /> I have stored it
        </label>
      </p>
      <Call text={call} />
      <p class="faint">
        {clientId === undefined ? 'It says whose key it is and what it may do.' : 'It answers a token for a few minutes. The secret alone is taken as a key as well.'} The header can be <code>X-API-Key: …</code> or{' '}
        <code>Authorization: Bearer …</code> too.
      </p>
    </section>
  );
};
