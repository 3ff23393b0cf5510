import type { ComponentChildren } from 'preact';
import { Page } from '../../html/layout/page.js';
import { OldOne, SecretPage } from '../api-keys/secret-page.view.js';
import type { ApiTokenDto, MadeApiTokenDto, RotatedApiTokenDto } from './api-token.dto.js';
import { TokenLine } from './token-line.js';

/** One token, where a step with it did not work. */
export const ApiTokenView = ({ model }: { model: ApiTokenDto }) => (
  <Page title={model.Name} up={{ label: 'API tokens', href: model._links['list']?.href ?? '' }} call={null}>
    <div class="lines">
      <TokenLine token={model} isOpen withOwner />
    </div>
  </Page>
);

const TokenPage = ({ model, title, children }: { model: MadeApiTokenDto; title: string; children: ComponentChildren }) => {
  const list = model._links['list']?.href;
  return (
    <SecretPage thing="token" model={model} scheme="apiToken" title={title} up={{ label: 'API tokens', href: list ?? '' }} onward={{ label: 'Go to my API tokens', href: list }}>
      {children}
    </SecretPage>
  );
};

export const MadeApiTokenView = ({ model }: { model: MadeApiTokenDto }) => (
  <TokenPage model={model} title={`“${model.Name}” is generated`}>
    {model['May Be Shown Again'] ? 'This is the token. You can open its line in the list and see it again. Store it somewhere safe, and use it in one place only.' : 'This is the token. It cannot be shown again: store it somewhere safe, and use it in one place only.'}
  </TokenPage>
);

export const RotatedApiTokenView = ({ model }: { model: RotatedApiTokenDto }) => (
  <TokenPage model={model} title={`“${model.Name}” has a new token`}>
    This is the new token. {!model['May Be Shown Again'] && 'It cannot be shown again. '}
    <OldOne thing="token" until={model['Old Secret Until']} />
  </TokenPage>
);

export const RevealedApiTokenView = ({ model }: { model: MadeApiTokenDto }) => (
  <TokenPage model={model} title={`The token “${model.Name}”`}>
    This is the token. The audit trail notes that you have seen it.
  </TokenPage>
);
