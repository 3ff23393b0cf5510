import { useParameter } from '../../html/context/context.js';
import { Page } from '../../html/layout/page.js';
import { CopyButton } from '../../html/parts/copy-button.js';
import { Stored } from '../../html/parts/stored.js';
import { localPath } from '../../model/local-path.js';
import type { RecoveryCodesPageDto } from './profile.dto.js';

/** Shown by the answer to the form, and by nothing else. */
export const RecoveryCodesView = ({ model }: { model: RecoveryCodesPageDto }) => {
  const codes = model['Recovery Codes'];
  const text = codes.join('\n');
  const security = model._links['security']?.href ?? '';
  const next = useParameter('next');
  return (
    <Page title="Your recovery codes" up={{ label: 'Security', href: security }} call={null}>
      <section class="panel">
        <p class="note" role="alert">
          The second factor is on. These codes let you in without your app, each of them once. They are not shown again: print them, or keep them where you keep passwords.
        </p>
        <ul class="recovery-codes" data-shown-once={text}>
          {codes.map((code) => (
            <li key={code}>
              <code>{code}</code>
            </li>
          ))}
        </ul>
        <p>
          <CopyButton text={text} label="Copy all of them" primary />
        </p>
        <Stored them />
      </section>
      <p>
        {next === '' ? (
          <a role="button" class="secondary" href={security}>
            Back to Security
          </a>
        ) : (
          <a role="button" class="secondary" href={localPath(next)}>
            Go on where you were
          </a>
        )}
      </p>
    </Page>
  );
};
