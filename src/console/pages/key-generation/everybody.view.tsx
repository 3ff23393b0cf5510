import { Page } from '../../html/layout/page.js';
import { Form } from '../../html/parts/form.js';
import { InParts } from '../../html/parts/in-parts.js';
import type { EverybodyDto, EverybodyResultsDto } from './everybody.dto.js';
import { ResultsTable } from './key-generation.view.js';

interface Found {
  readonly Enabled: boolean;
  readonly State: string | null;
  readonly Search: string | null;
  readonly 'Second Factor': 'true' | 'false' | null;
}

/** Says which users are meant. */
const Whom = ({ of: { State, Search, 'Second Factor': factor } }: { of: Found }) => (
  <>
    {State === null ? 'all users' : `all ${State} users`}
    {factor !== null && (factor === 'true' ? ' with a second factor' : ' without a second factor')}
    {Search !== null && (
      <>
        {' '}
        with <q>{Search}</q> in name or login
      </>
    )}
  </>
);

const Meant = ({ of: { Enabled, State, Search, 'Second Factor': factor } }: { of: Found }) => (
  <>
    <input type="hidden" name="Enabled" value={String(Enabled)} />
    {State !== null && <input type="hidden" name="State" value={State} />}
    {Search !== null && <input type="hidden" name="Search" value={Search} />}
    {factor !== null && <input type="hidden" name="Second Factor" value={factor} />}
  </>
);

/** Asks back before anything happens. */
export const EverybodyView = ({ model }: { model: EverybodyDto }) => {
  const { Enabled, Total, _links } = model;
  const what = Enabled ? 'Enable API key generation' : 'Disable API key generation';
  return (
    <Page title={`${what} for everybody found`} up={{ label: 'Users', href: _links['list']?.href ?? '' }} call={{ method: 'POST', path: _links['submit']?.href, body: { Enabled } }}>
      <Form action={_links['submit']?.href ?? ''} submit={`${what} for ${Total === 1 ? 'one user' : `${Total} users`}`} danger={!Enabled} also={<a href={_links['list']?.href}>Cancel</a>} class="form">
        <p>
          This is for <Whom of={model} />: {Total} now. {Enabled ? 'Each who gains it and has signed in before gets a mail.' : 'Keys already made go on; holders of the super role always may make more.'}
        </p>
        <Meant of={model} />
      </Form>
    </Page>
  );
};

/** How far it is, and what has become of each of the last part. */
export const EverybodyResultsView = ({ model }: { model: EverybodyResultsDto }) => (
  <Page title={model.Enabled ? 'API key generation enabled' : 'API key generation disabled'} up={{ label: 'Users', href: model._links['list']?.href ?? '' }} call={null}>
    <InParts of={model}>
      <Meant of={model} />
    </InParts>
    <h2>The last {model.items.length}</h2>
    <ResultsTable of={model} />
  </Page>
);
