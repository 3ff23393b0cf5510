import { useOrganisation } from '../../html/context/context.js';
import { Page } from '../../html/layout/page.js';
import { SelectField, TextField } from '../../html/parts/fields.js';
import { Form } from '../../html/parts/form.js';
import type { FieldDto } from '../../model/form-model.js';
import { seenOf } from '../../model/seen.js';
import { RequiredSecondFactor } from './required-second-factor.view.js';
import { settingsValues } from './settings-fields.js';
import type { SettingsPageDto } from './settings.dto.js';

export const SettingsView = ({ model }: { model: SettingsPageDto }) => {
  const { fields, _links } = model;
  const values = settingsValues({ name: model.Name, keyCreation: model['Key Creation'], profileKeys: model['Profile Keys'], queryCredential: model['Query Credential'] });
  return (
    <Page
      title="Settings"
      about={`What holds for everybody in ${useOrganisation().name}. Each change counts at once.`}
      actions={
        _links['audit'] && (
          <a role="button" class="outline secondary" href={_links['audit'].href}>
            What was changed when
          </a>
        )
      }
      call={{ method: 'POST', path: _links['update']?.href, body: { 'Query Credential': !model['Query Credential'] } }}
    >
      <Form action={_links['update']?.href ?? ''} submit="Save" class="form" seen={seenOf(values)}>
        {fields.filter(({ label }) => label !== 'Require Second Factor').map((field) => (
          <Setting key={field.label} field={field} />
        ))}
      </Form>
      <RequiredSecondFactor model={model} />
    </Page>
  );
};

const taken = [
  { value: 'true', label: 'Taken' },
  { value: 'false', label: 'Refused' },
];

/** A box that is not ticked would not be sent, and what is not sent stays as it is. */
const Setting = ({ field: { label, type, required, hint, maxLength, options = [], value } }: { field: FieldDto }) => {
  const known = { label, required, hint: `${hint}.`, value: String(value) };
  if (type === 'text') return <TextField {...known} maxLength={maxLength} />;
  return <SelectField {...known} options={type === 'flag' ? taken : options.map((option) => ({ value: option.value, label: option.description }))} />;
};
