import { pagePath } from '../../model/links.js';
import { mayAnywhere, usePage } from '../context/context.js';
import { Page } from '../layout/page.js';

export interface ErrorModel {
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly code: string;
  readonly requestId: string;
  readonly missingPermissions: readonly string[];
  readonly decisionId: string | undefined;
}

/** What went wrong, what it means, and where to go instead. */
export const ErrorView = ({ model }: { model: ErrorModel }) => {
  const { caller } = usePage();
  const { status, title, detail, code, requestId, missingPermissions, decisionId } = model;
  return (
    <Page title={title} call={null}>
      <p>{[more(title, detail), advice(status, code, decisionId !== undefined)].filter(Boolean).join('. ')}</p>
      {missingPermissions.length > 0 && (
        <p>
          Missing:{' '}
          {missingPermissions.map((name) => (
            <code key={name}>{name}</code>
          ))}
        </p>
      )}
      <p>
        {caller?.organisation && (
          <>
            <a href={pagePath(caller.organisation)}>{caller.organisation.name}</a> ·{' '}
          </>
        )}
        <a href="/org/">Your organisations</a> · <a href={`/errors/${code}`}>What this means</a>
      </p>
      <p class="faint">
        {status} <code>{code}</code> · request <code>{requestId}</code>
        {decisionId !== undefined && (
          <>
            {' '}
            · decision <code>{decisionId}</code>
            {caller?.organisation && mayAnywhere(caller, 'decision.read') && (
              <>
                {' '}
                · <a href={pagePath(caller.organisation, 'refusals', decisionId)}>Why was this refused?</a>
              </>
            )}
          </>
        )}
      </p>
    </Page>
  );
};

/** What the detail says beyond the title, which is read above it. */
function more(title: string, detail: string): string {
  if (detail === title) return '';
  return detail.startsWith(`${title}. `) ? detail.slice(title.length + 2) : detail;
}

function advice(status: number, code: string, isDecided: boolean): string {
  const reason = isDecided ? '; the decision below tells them why it was refused' : '';
  if (status === 403) return `Ask an administrator of the organisation if you should be able to do this${reason}.`;
  if (code === 'setup.over') return 'Sign in with the account that was made then.';
  if (status === 404) return 'It may have been deleted, or belong to another organisation.';
  if (status === 429) return 'Go back, and do it then.';
  if (status >= 500) return 'Try again in a moment. If it goes on, tell whoever runs this server the request below.';
  return 'Go back and try again.';
}
