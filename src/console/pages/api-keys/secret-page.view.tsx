import type { ComponentChildren } from 'preact';
import { usePage } from '../../html/context/context.js';
import { Page, type PageProps } from '../../html/layout/page.js';
import { ShownOnce } from '../../html/parts/shown-once.js';
import { exactTime, longTime } from '../../html/parts/time.js';
import type { MadeApiKeyDto } from './api-key.dto.js';

interface SecretPageProps extends Pick<PageProps, 'title' | 'up'> {
  readonly thing: 'key' | 'token' | 'secret';
  readonly model: Pick<MadeApiKeyDto, 'key' | 'Client Id'>;
  readonly scheme?: 'Api-Key' | 'apiToken';
  /** Where one goes from here. */
  readonly onward: { readonly label: string; readonly href: string | undefined };
  /** What is to be known of it. */
  readonly children: ComponentChildren;
}

/** Where a secret is shown: by the answer to the form that made it, and by nothing else. */
export const SecretPage = ({ thing, model, scheme, title, up, onward, children }: SecretPageProps) => (
  <Page title={title} up={up} call={null}>
    <ShownOnce thing={thing} text={model.key ?? null} clientId={model['Client Id'] ?? undefined} scheme={scheme}>
      {children}
    </ShownOnce>
    <p>
      <a role="button" class="secondary" href={onward.href}>
        {onward.label}
      </a>
    </p>
  </Page>
);

/** What becomes of the secret before. */
export const OldOne = ({ thing, until }: { thing: string; until: string | null }) => {
  const { now } = usePage();
  const ends = until === null ? null : Date.parse(until);
  if (ends === null || ends <= now) return <>The old {thing} is refused already.</>;
  return (
    <>
      The old {thing} works until{' '}
      <time dateTime={until ?? undefined} title={exactTime(ends)}>
        {longTime(ends)}
      </time>
      ; put the new one in its place before then.
    </>
  );
};
