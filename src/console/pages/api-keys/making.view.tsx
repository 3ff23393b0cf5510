import type { ComponentChildren } from 'preact';
import { useOrganisation } from '../../html/context/context.js';
import { Page } from '../../html/layout/page.js';
import { ModelForm } from '../../html/parts/model-form.js';
import type { FormModel } from '../../model/form-model.js';
import { pagePath } from '../../model/links.js';
import type { MadeApiKeyDto, RotatedKeyPageDto } from './api-key.dto.js';
import { OldOne, SecretPage } from './secret-page.view.js';

export const ApiKeyFormView = ({ model }: { model: FormModel }) => {
  const path = pagePath(useOrganisation(), 'organisation/api-key');
  return (
    <Page
      title="Create an API key"
      about="For a program that acts for you. Take one for each place, so that each can be ended by itself."
      up={{ label: 'API keys', href: path }}
      call={{ method: 'POST', body: { Name: 'CI Server', Permissions: ['problem.read'] } }}
    >
      <ModelForm model={model} submit="Create the key" also={<a href={path}>Cancel</a>} />
    </Page>
  );
};

const KeyPage = ({ model, title, children }: { model: MadeApiKeyDto; title: string; children: ComponentChildren }) => {
  const self = model._links['self']?.href;
  return (
    <SecretPage thing="key" model={model} title={title} up={{ label: model.Name, href: self ?? '' }} onward={{ label: 'Go to the key', href: self }}>
      {children}
    </SecretPage>
  );
};

export const MadeApiKeyView = ({ model }: { model: MadeApiKeyDto }) => (
  <KeyPage model={model} title={`“${model.Name}” is created`}>
    {model['May Be Shown Again'] ? 'This is the key. You can see it again on its page. Store it somewhere safe, and use it in one place only.' : 'This is the key. It cannot be shown again: store it somewhere safe, and use it in one place only.'}
  </KeyPage>
);

export const RotatedApiKeyView = ({ model }: { model: RotatedKeyPageDto }) => (
  <KeyPage model={model} title={`“${model.Name}” has a new key`}>
    This is the new key. {!model['May Be Shown Again'] && 'It cannot be shown again. '}
    <OldOne thing="key" until={model['Old Secret Until']} />
  </KeyPage>
);

export const RevealedApiKeyView = ({ model }: { model: MadeApiKeyDto }) => (
  <KeyPage model={model} title={`The key “${model.Name}”`}>
    This is the key. The audit trail notes that you have seen it.
  </KeyPage>
);
