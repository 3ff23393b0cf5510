import type { ComponentChildren } from 'preact';
import { usePage } from '../context/context.js';
import { curlOf } from './api-call.js';
import { CallText } from './call-text.js';
import { CopyButton } from './copy-button.js';
import { Stored } from './stored.js';

interface ShownOnceProps {
  /** What it is called where it is used. */
  readonly thing: 'key' | 'token' | 'secret';
  /** The text of it, whole; null: its maker chose it, and nobody can show it. */
  readonly text: string | null;
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

const labels = { key: 'API key', token: 'API token', secret: 'Client secret' } as const;

/** The text of a key with all one needs to use it. Leaving asks back until it was copied or ticked off. */
export const ShownOnce = ({ thing, text, clientId, scheme, children }: ShownOnceProps) => {
  const { publicUrl } = usePage();
  return (
    <section class="panel">
      <p class="note" role="alert">
        {children}
      </p>
      {clientId !== undefined && <Shown label="Client ID" text={clientId} copy="Copy the client ID" />}
      {text !== null && (
        <>
          <Shown label={labels[thing]} text={text} copy={`Copy the ${thing}`} once />
          <Stored />
        </>
      )}
      <h2>Try it</h2>
      <CallText text={clientId === undefined ? curlOf(`${publicUrl}/api/v1/me`, {}, text ?? '…', scheme) : tokenCall(publicUrl, clientId, text ?? '…')} />
      <p class="faint">{clientId === undefined ? <KeyCall thing={thing} /> : <SecretCall isKey={text !== null} />}</p>
    </section>
  );
};

const Shown = ({ label, text, copy, once = false }: { label: string; text: string; copy: string; once?: boolean }) => (
  <p class="secret" data-shown-once={once ? text : undefined}>
    <span>{label}</span>
    <code>{text}</code>
    <CopyButton text={text} label={copy} primary={once} />
  </p>
);

const KeyCall = ({ thing }: { thing: string }) => (
  <>
    The answer says whose {thing} it is and what it may do. <code>X-API-Key: …</code> and <code>Authorization: Bearer …</code> work as headers, too.
  </>
);

const SecretCall = ({ isKey }: { isKey: boolean }) => (
  <>
    The answer is an access token for a few minutes.{' '}
    {isKey && (
      <>
        The secret also works by itself, as a key: <code>X-API-Key: …</code> or <code>Authorization: Bearer …</code>
      </>
    )}
  </>
);
