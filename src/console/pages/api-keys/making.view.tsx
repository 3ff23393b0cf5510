import type { ComponentChildren } from 'preact';
import { useOrganisation } from '../../html/context/context.js';
import { Page } from '../../html/layout/page.js';
import { ModelForm } from '../../html/parts/model-form.js';
import { ShownOnce } from '../../html/parts/shown-once.js';
import type { FormModel } from '../../model/form-model.js';
import { pagePath } from '../../model/links.js';
import type { MadeApiKeyDto } from './api-key.dto.js';

export const ApiKeyFormView = ({ model }: { model: FormModel }) => {
  const path = pagePath(useOrganisation(), 'organisation/api-key');
  return (
    <Page
      title="Make an API key"
      about="For a program that acts for you. One for each place where it is used: then each can be ended by itself."
      up={{ label: 'API keys', href: path }}
      call={{ method: 'POST', body: { Name: 'CI Server', Permissions: ['problem.read'] } }}
    >
      <ModelForm model={model} submit="Make the key" also={<a href={path}>Cancel</a>} />
    </Page>
  );
};

interface SecretPageProps {
  readonly model: MadeApiKeyDto;
  readonly title: string;
  readonly children: ComponentChildren;
}

/** Shown by the answer to the form, and by nothing else. */
const SecretPage = ({ model: { key, Name, _links }, title, children }: SecretPageProps) => (
  <Page title={title} up={{ label: Name, href: _links['self']?.href ?? '' }} call={null}>
    {key !== undefined && <ShownOnce text={key}>{children}</ShownOnce>}
    <p>
      <a role="button" class="secondary" href={_links['self']?.href}>
        Go to the key
      </a>
    </p>
  </Page>
);

export const MadeApiKeyView = ({ model }: { model: MadeApiKeyDto }) => (
  <SecretPage model={model} title={`“${model.Name}” is made`}>
    {model['May Be Shown Again'] ? 'This is the key. You can see it again on its page, but store it somewhere safe, and use it in one place only.' : 'This is the key. It cannot be shown again: store it somewhere safe, and use it in one place only.'}
  </SecretPage>
);

export const RotatedApiKeyView = ({ model }: { model: MadeApiKeyDto }) => (
  <SecretPage model={model} title={`“${model.Name}” has a new key`}>
    This is the new key. {model['May Be Shown Again'] ? '' : 'It cannot be shown again. '}Put it in the place of the old one, which is refused from the moment you chose.
  </SecretPage>
);

export const RevealedApiKeyView = ({ model }: { model: MadeApiKeyDto }) => (
  <SecretPage model={model} title={`The key “${model.Name}”`}>
    This is the key. That you have seen it is in the audit trail.
  </SecretPage>
);
