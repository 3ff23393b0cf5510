import type { ComponentChildren } from 'preact';
import { useOrganisation } from '../../html/context/context.js';
import { Page } from '../../html/layout/page.js';
import { Form } from '../../html/parts/form.js';
import { ModelField } from '../../html/parts/model-form.js';
import type { FieldDto } from '../../model/form-model.js';
import { OldOne, SecretPage } from '../api-keys/secret-page.view.js';
import type { ApiAccessFormDto, MadeApiAccessDto, RegeneratedApiAccessDto } from './api-access.dto.js';
import { accessPath } from './api-access-models.js';
import type { MatrixDto } from './matrix.dto.js';
import { MatrixField } from './matrix-field.js';
import { SecretField } from './secret-field.js';

export const ApiAccessFormView = ({ model }: { model: ApiAccessFormDto }) => {
  const path = accessPath(useOrganisation());
  return (
    <Page
      title="Create an API access"
      about="For a machine. It belongs to the organisation, may do what its roles allow, and goes on when people leave."
      up={{ label: 'API access', href: path }}
      call={{ method: 'POST', body: { Name: 'pipeline', 'Workspace Roles': [model.Matrix.rows[0]?.cells[0]?.id ?? '1009'] } }}
    >
      <Form action={model._links['submit']?.href ?? ''} submit="Create the access" also={<a href={path}>Cancel</a>} class="form">
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

const AccessPage = ({ model, title, children }: { model: MadeApiAccessDto; title: string; children: ComponentChildren }) => {
  const self = model._links['self']?.href;
  return (
    <SecretPage thing="secret" model={model} title={title} up={{ label: model.Name, href: self ?? '' }} onward={{ label: 'Go to the access', href: self }}>
      {children}
    </SecretPage>
  );
};

/** `made`: what is to be known of one that was generated. */
const Told = ({ of: { key }, made }: { of: MadeApiAccessDto; made: string }) => <>{key === undefined ? 'Its secret is the one you chose; nobody can show it.' : made}</>;

export const MadeApiAccessView = ({ model }: { model: MadeApiAccessDto }) => (
  <AccessPage model={model} title={`“${model.Name}” is created`}>
    <Told of={model} made="This is its secret. It cannot be shown again: store it where the machine finds it, and nowhere else." />
  </AccessPage>
);

export const RegeneratedApiAccessView = ({ model }: { model: RegeneratedApiAccessDto }) => (
  <AccessPage model={model} title={`“${model.Name}” has a new secret`}>
    <Told of={model} made="This is its new secret. It cannot be shown again." /> The client ID is still the same. <OldOne thing="secret" until={model['Old Secret Until']} />
  </AccessPage>
);
