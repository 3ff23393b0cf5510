import type { Links } from '../../model/links.js';
import { wordOf } from '../../model/words.js';
import { Page } from './page.js';

type Members = Readonly<Record<string, unknown>>;

function text(value: unknown): string {
  if (value === null) return '–';
  if (Array.isArray(value)) return value.map(text).join(', ');
  return typeof value === 'string' ? value : JSON.stringify(value);
}

const Description = ({ members: { _links, items: _items, ...shown } }: { members: Members }) => (
  <dl class="facts">
    {Object.entries(shown).map(([label, value]) => (
      <div key={label}>
        <dt>{wordOf(label)}</dt>
        <dd>{text(value)}</dd>
      </div>
    ))}
  </dl>
);

/** What a page without a view of its own looks like: all that its model holds, and where one can go from there. */
export const PlainPage = ({ model }: { model: object }) => {
  const { _links: ways = {}, items = [], Name: title = 'Page' } = model as { _links?: Links; items?: Members[]; Name?: string };
  return (
    <Page title={title}>
      <Description members={model as Members} />
      {items.map((item, i) => (
        <Description key={i} members={item} />
      ))}
      <ul>
        {Object.entries(ways).map(([name, { href }]) => (
          <li key={name}>
            <a href={href}>{name}</a>
          </li>
        ))}
      </ul>
    </Page>
  );
};
