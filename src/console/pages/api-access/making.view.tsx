import type { ComponentChildren } from 'preact';
import { useOrganisation } from '../../html/context/context.js';
import { Page } from '../../html/layout/page.js';
import { Form } from '../../html/parts/form.js';
import { ModelField } from '../../html/parts/model-form.js';
import { ClientIdShown, ShownOnce } from '../../html/parts/shown-once.js';
import type { FieldDto } from '../../model/form-model.js';
import type { ApiAccessFormDto, MadeApiAccessDto } from './api-access.dto.js';
import { accessPath } from './api-access-models.js';
import type { MatrixDto } from './matrix.dto.js';
import { MatrixField } from './matrix-field.js';
import { SecretField } from './secret-field.js';

export const ApiAccessFormView = ({ model }: { model: ApiAccessFormDto }) => {
  const path = accessPath(useOrganisation());
  return (
    <Page
      title="Make an API access"
      about="For a machine: it belongs to the organisation, may do what its roles say, and goes on when people leave."
      up={{ label: 'API access', href: path }}
      call={{ method: 'POST', body: { Name: 'pipeline', 'Workspace Roles': [model.Matrix.rows[0]?.cells[0]?.id ?? '1009'] } }}
    >
      <Form action={model._links['submit']?.href ?? ''} submit="Make the access" also={<a href={path}>Cancel</a>} class="form">
        <AccessFields fields={model.fields} matrix={model.Matrix} />
      </Form>
    </Page>
  );
};

/** The fields of a service key: its roles as a matrix, its secret with a hint. */
export const AccessFields = ({ fields, matrix }: { fields: readonly FieldDto[]; matrix: MatrixDto }) => (
  <>
    {fields.map((field) => {
      if (field.type === 'choices') return <MatrixField key={field.label} label={field.label} hint={field.hint} matrix={matrix} />;
      if (field.label === 'Client Secret') return <SecretField key={field.label} field={field} />;
      return <ModelField key={field.label} field={field} />;
    })}
  </>
);

/** Shown by the answer to the form, and by nothing else. */
const SecretPage = ({ model, title, children }: { model: MadeApiAccessDto; title: string; children: ComponentChildren }) => {
  const { key, Name, _links } = model;
  const clientId = model['Client Id'] ?? '';
  return (
    <Page title={title} up={{ label: Name, href: _links['self']?.href ?? '' }} call={null}>
      {key === undefined ? (
        <ClientIdShown clientId={clientId}>Its secret is the one you chose; nobody can show it.</ClientIdShown>
      ) : (
        <ShownOnce text={key} clientId={clientId}>
          {children}
        </ShownOnce>
      )}
      <p>
        <a role="button" class="secondary" href={_links['self']?.href}>
          Go to the access
        </a>
      </p>
    </Page>
  );
};

export const MadeApiAccessView = ({ model }: { model: MadeApiAccessDto }) => (
  <SecretPage model={model} title={`“${model.Name}” is made`}>
    This is its secret. It cannot be shown again: store it where the machine finds it, and nowhere else.
  </SecretPage>
);

export const RegeneratedApiAccessView = ({ model }: { model: MadeApiAccessDto }) => (
  <SecretPage model={model} title={`“${model.Name}” has a new secret`}>
    This is its new secret. It cannot be shown again. The client id has stayed; the old secret is refused from the moment you chose.
  </SecretPage>
);
