import type { OverviewDto } from '../../../features/overview/index.js';
import type { Links } from '../../model/links.js';
import { attentionWords } from './attention-words.js';
import { numberOf } from './number-of.js';

/** What somebody should look at; each leads to its list. */
export const Attention = ({ found, links }: { found: NonNullable<OverviewDto['attention']>; links: Links }) => (
  <section class="panel">
    <h2>Needs attention</h2>
    {found.length === 0 ? (
      <p>Nothing: every active key is used, bounded, has an end and an owner who is active.</p>
    ) : (
      <ul class="attention">
        {found.map(({ kind, ...number }) => (
          <li key={kind}>
            <a href={links[kind]?.href}>
              <strong>{numberOf(number)}</strong> {number.count === 1 && !number.atLeast ? 'key' : 'keys'} {attentionWords[kind].phrase}
            </a>
            <br />
            <small class="faint">{attentionWords[kind].advice}</small>
          </li>
        ))}
      </ul>
    )}
  </section>
);
