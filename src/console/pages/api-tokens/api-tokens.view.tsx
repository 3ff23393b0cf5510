import type { ComponentChildren } from 'preact';
import { usePage } from '../../html/context/context.js';
import { Page, type Tab } from '../../html/layout/page.js';
import { Empty } from '../../html/parts/empty.js';
import { Filters, SearchFilter, SelectFilter, useIsNarrowed } from '../../html/parts/filters.js';
import { Form, useReturned } from '../../html/parts/form.js';
import { ModelField } from '../../html/parts/model-form.js';
import { Pager } from '../../html/parts/table.js';
import type { Links } from '../../model/links.js';
import { ends, states } from '../api-keys/api-keys.view.js';
import { AboutTokens, NoKeyGeneration } from '../api-keys/kinds.js';
import { OwnerFilter } from '../api-keys/owner-filter.js';
import type { AllApiTokensDto, ApiTokenDto, MyApiTokensDto } from './api-token.dto.js';
import { TokenLine } from './token-line.js';

function useTabs({ mine, all }: Links, current: 'mine' | 'all'): readonly Tab[] {
  return [
    { label: 'My API tokens', href: mine?.href ?? '', current: current === 'mine' },
    ...(all ? [{ label: 'All API tokens', href: all.href, current: current === 'all' }] : []),
  ];
}

export const MyApiTokensView = ({ model: { items, fields, _links } }: { model: MyApiTokensDto }) => {
  const submit = _links['submit']?.href;
  const isNarrowed = useIsNarrowed();
  const isBack = useReturned(submit ?? '') !== null;
  return (
    <Page title="API tokens" about={<AboutTokens />} tabs={useTabs(_links, 'mine')}>
      {submit === undefined ? (
        <NoKeyGeneration />
      ) : (
        <details class="panel" open={isBack || (items.length === 0 && !isNarrowed)}>
          <summary>Generate an API token</summary>
          <Form action={submit} submit="Generate">
            {fields.map((field) => (
              <ModelField key={field.label} field={field} />
            ))}
          </Form>
        </details>
      )}
      <h2>My API tokens</h2>
      <Narrowing />
      <Lines tokens={items} />
      <Pager next={_links['next']?.href} />
    </Page>
  );
};

export const AllApiTokensView = ({ model: { items, Owner, _links } }: { model: AllApiTokensDto }) => (
  <Page title="API tokens" about="The tokens of everybody here. Only its owner can see the text of a token." tabs={useTabs(_links, 'all')}>
    <Narrowing>
      <OwnerFilter owner={Owner} links={_links} />
    </Narrowing>
    <Lines tokens={items} withOwner />
    <Pager next={_links['next']?.href} />
  </Page>
);

const orders = [
  { value: '-id', label: 'The newest first' },
  { value: 'id', label: 'The oldest first' },
  { value: 'name', label: 'By name' },
  { value: 'expiresAt', label: 'By their end' },
];

const Narrowing = ({ children }: { children?: ComponentChildren }) => (
  <Filters sorts={orders}>
    <SearchFilter label="Name or first 8 characters" />
    {children}
    <SelectFilter name="state" label="State" options={states} />
    <SelectFilter name="expires" label="When it ends" options={ends} />
  </Filters>
);

const Lines = ({ tokens, withOwner = false }: { tokens: readonly ApiTokenDto[]; withOwner?: boolean }) => {
  const isNarrowed = useIsNarrowed();
  const { caller } = usePage();
  if (tokens.length > 0) {
    return (
      <div class="lines">
        {tokens.map((token) => (
          <TokenLine key={token.id} token={token} withOwner={withOwner} />
        ))}
      </div>
    );
  }
  return isNarrowed ? (
    <Empty title="No API token is like that">
      <p>Names are found by any part of them, a token by its first eight characters. Or clear what narrows the list.</p>
    </Empty>
  ) : (
    <Empty title="No API tokens">
      <p>{withOwner ? `Nobody in ${caller?.organisation?.name ?? 'the organisation'} has one.` : 'Generate one above: choose a name and what it may do.'}</p>
    </Empty>
  );
};
