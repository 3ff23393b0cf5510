import { useOrganisation, usePage } from '../context/context.js';
import { thingPath } from '../../model/thing-path.js';

interface ThingProps {
  /** As the audit trail calls it: `user`, `api-key` … */
  readonly kind: string;
  readonly id: string | null;
  /** null: it has none, or nobody knows it any more. */
  readonly name: string | null;
  /** Its kind is said before it: where the heading does not say it. */
  readonly says?: boolean;
  /** What a person signed in with. */
  readonly login?: string | undefined;
}

const words: Readonly<Record<string, string>> = { 'api-key': 'API key', 'service-key': 'service key', 'role-assignment': 'role', 'workspace-role': 'role' };

/** What a kind of thing is called in a sentence. */
export const kindWord = (kind: string): string => words[kind] ?? kind.replaceAll('-', ' ');

/** Something by its name, which leads to its page for whoever may read that; what has no name goes by its id. */
export const Thing = ({ kind, id, name, says = false, login }: ThingProps) => {
  const { caller } = usePage();
  const here = useOrganisation();
  const path = caller && thingPath(caller, here, kind, id);
  const word = kindWord(kind);
  const text = name ?? `${word}${id === null ? '' : ` ${id}`}`;
  const exact = id === null ? undefined : `${login === undefined ? '' : `${login}, `}${word} ${id}`;
  return (
    <span class="thing">
      {says && name !== null && <span class="faint">{word} </span>}
      {path ? (
        <a href={path} title={exact}>
          {text}
        </a>
      ) : (
        <span title={exact}>{text}</span>
      )}
    </span>
  );
};

interface ActorProps {
  readonly kind: string;
  readonly id: string | null;
  /** The login, or the name at that time. */
  readonly name: string;
  readonly displayName: string | null;
}

/** Who did something: people go by what they are called now, and by what they signed in with on hover. */
export const Actor = ({ kind, id, name, displayName }: ActorProps) => <Thing kind={kind} id={id} name={displayName ?? (name === '' ? null : name)} login={displayName === null ? undefined : name} />;

/** What was done to, and whom it was about besides: a role for somebody, a group and its new member. */
export const Subject = ({ subject, references }: { readonly subject: ThingProps; readonly references: readonly (ThingProps & { readonly member: string })[] }) => {
  const about = references.find(({ member }) => member === 'subjectId' || member === 'userId');
  return (
    <>
      <Thing {...subject} says />
      {about && (
        <>
          {' · '}
          <Thing {...about} says />
        </>
      )}
    </>
  );
};
