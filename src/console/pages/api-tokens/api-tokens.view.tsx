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
import { ManyKeysMenu, manyKeysForm } from '../ticked-keys/many-keys-menu.js';
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
      <Head list="api-token" tokens={items} links={_links} />
      <Lines tokens={items} />
      <Pager next={_links['next']?.href} />
    </Page>
  );
};

export const AllApiTokensView = ({ model: { items, Owner, _links } }: { model: AllApiTokensDto }) => (
  <Page title="API tokens" about="The tokens of everybody here. Only its owner can see the text of a token." tabs={useTabs(_links, 'all')}>
    <Head list="api-token/all" tokens={items} links={_links}>
      <OwnerFilter owner={Owner} links={_links} />
    </Head>
    <Lines tokens={items} withOwner />
    <Pager next={_links['next']?.href} />
  </Page>
);

interface HeadProps {
  readonly list: 'api-token' | 'api-token/all';
  readonly tokens: readonly ApiTokenDto[];
  readonly links: Links;
  readonly children?: ComponentChildren;
}

/** What narrows the list, and what can be done with those of it that are ticked. */
const Head = ({ list, tokens, links: { next }, children }: HeadProps) => (
  <>
    <div class="list-head">
      <Narrowing>{children}</Narrowing>
      {tokens.length > 0 && <ManyKeysMenu list={list} goesOn={next !== undefined} />}
    </div>
    {tokens.length > 1 && (
      <label class="select-all" hidden>
        <input type="checkbox" data-select-all={manyKeysForm} /> Select all
      </label>
    )}
  </>
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
          <div class="line-row" key={token.id}>
            <input type="checkbox" name="ids" value={token.id} form={manyKeysForm} aria-label={`Select ${token.Name}`} />
            <TokenLine token={token} withOwner={withOwner} />
          </div>
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
