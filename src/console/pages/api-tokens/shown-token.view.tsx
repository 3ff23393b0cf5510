import type { ComponentChildren } from 'preact';
import { Page } from '../../html/layout/page.js';
import { ShownOnce } from '../../html/parts/shown-once.js';
import type { ApiTokenDto, MadeApiTokenDto } from './api-token.dto.js';
import { TokenLine } from './token-line.js';

/** One token, where a step with it did not work. */
export const ApiTokenView = ({ model }: { model: ApiTokenDto }) => (
  <Page title={model.Name} up={{ label: 'API tokens', href: model._links['list']?.href ?? '' }} call={null}>
    <div class="lines">
      <TokenLine token={model} isOpen withOwner />
    </div>
  </Page>
);

/** Shown by the answer to the form, and by nothing else. */
const SecretPage = ({ model: { key, _links }, title, children }: { model: MadeApiTokenDto; title: string; children: ComponentChildren }) => (
  <Page title={title} up={{ label: 'API tokens', href: _links['list']?.href ?? '' }} call={null}>
    {key !== undefined && (
      <ShownOnce text={key} scheme="apiToken">
        {children}
      </ShownOnce>
    )}
    <p>
      <a role="button" class="secondary" href={_links['list']?.href}>
        Go to my API tokens
      </a>
    </p>
  </Page>
);

export const MadeApiTokenView = ({ model }: { model: MadeApiTokenDto }) => (
  <SecretPage model={model} title={`“${model.Name}” is generated`}>
    {model['May Be Shown Again'] ? 'This is the token. You can open its line in the list and see it again, but store it somewhere safe.' : 'This is the token. It cannot be shown again: store it somewhere safe, and use it in one place only.'}
  </SecretPage>
);

export const RevealedApiTokenView = ({ model }: { model: MadeApiTokenDto }) => (
  <SecretPage model={model} title={`The token “${model.Name}”`}>
    This is the token. That you have seen it is in the audit trail.
  </SecretPage>
);
