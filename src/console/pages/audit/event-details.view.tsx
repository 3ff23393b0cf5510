import type { ComponentChildren } from 'preact';
import { Thing } from '../../html/names/thing.js';
import type { AuditEventPageDto } from './audit.dto.js';

/** What is worth knowing of an event besides, in words, and what else was done so. */
export const EventDetails = ({ of: { Details, References, Subject, Actor, Action, Program, Request, Credential, _links } }: { of: AuditEventPageDto }) => {
  const before = { ...(Details?.['before'] as object | undefined) } as Readonly<Record<string, unknown>>;
  const references = (member: string) => References.filter((reference) => reference.member === member);
  const noneOf = (member: string) => (Subject.kind === 'api-key' ? (noneOfKey(Details?.['kind'] === 'service')[member] ?? '–') : '–');
  return (
    <>
      <dl class="details">
        {Object.entries(Details ?? {}).map(
          ([member, value]) =>
            member !== 'before' && (
              <Detail key={member} label={wordsOf(member)}>
                {Object.hasOwn(before, member) && (
                  <>
                    <Value value={before[member]} of={references(`before.${member}`)} none={noneOf(member)} />
                    {' → '}
                  </>
                )}
                <Value value={value} of={references(member)} none={noneOf(member)} />
              </Detail>
            ),
        )}
        {Subject.id !== null && <Detail label="id">{Subject.id}</Detail>}
        {Credential && <Detail label="with">{`${Credential.kind} ${Credential.id}`}</Detail>}
        {Program !== '' && <Detail label="program">{Program}</Detail>}
        {Request !== '' && (
          <Detail label="request">
            <code>{Request}</code>
          </Detail>
        )}
      </dl>
      <p class="narrow-to">
        Only <Way to={_links['subject']?.href}>this {Subject.name ?? Subject.kind}</Way>
        <Way to={_links['actor']?.href}>{Actor.name}</Way>
        <Way to={_links['action']?.href}>{Action}</Way>
      </p>
    </>
  );
};

const Detail = ({ label, children }: { label: string; children: ComponentChildren }) => (
  <div>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
);

const Way = ({ to, children }: { to: string | undefined; children: ComponentChildren }) => (to === undefined ? null : <a href={to}>{children}</a>);

/** `workspaceId` is about a workspace: what follows says which. */
const wordsOf = (member: string): string =>
  member
    .replace(/Ids?$/, '')
    .replace(/[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
    .trim();

/** What it means that a key has none of it. */
const noneOfKey = (isService: boolean): Readonly<Record<string, string>> => ({
  permissions: isService ? 'all that its roles hold' : 'all that its owner may do',
  workspaceIds: isService ? 'wherever its roles are' : 'wherever its owner may',
  expiresAt: 'never',
});

const Value = ({ value, of, none }: { value: unknown; of: AuditEventPageDto['References']; none: string }) => {
  if (of.length > 0) return of.map((reference, i) => [i > 0 && ', ', <Thing key={reference.id} {...reference} />]);
  if (value === null) return <span class="faint">{none}</span>;
  if (Array.isArray(value) && value.every((each) => typeof each === 'string')) return value.length === 0 ? 'none' : value.join(', ');
  return <>{typeof value === 'string' ? value : JSON.stringify(value)}</>;
};
