import type { ComponentChildren } from 'preact';
import { Time } from '../../html/parts/time.js';
import { ActionsOn } from '../api-keys/key-actions.view.js';
import { EndOf, KeyState, PermissionsOf, permissionsOf } from '../api-keys/key-words.js';
import { apiTokens } from '../api-keys/kinds.js';
import type { ApiTokenDto } from './api-token.dto.js';

/** The line of a token; opened, it shows what the token may do, and the token itself where that is allowed. */
export const TokenLine = ({ token, isOpen = false, withOwner = false }: { token: ApiTokenDto; isOpen?: boolean; withOwner?: boolean }) => (
  <details class="line" open={isOpen}>
    <summary>
      <span class="line-name">{token.Name}</span>
      <KeyState of={token} />
      {withOwner && <span class="faint">{token['Owner Name']}</span>}
      <span class="faint line-end">
        <PermissionsOf of={token} />
      </span>
    </summary>
    <dl class="facts">
      <Fact label="May do">
        {token.Permissions && token.Permissions.length > 0 ? (
          <ul>
            {token.Permissions.map((permission) => (
              <li key={permission}>
                <code>{permission}</code>
              </li>
            ))}
          </ul>
        ) : (
          permissionsOf(token)
        )}
      </Fact>
      <Fact label="Begins with">
        <code>{token.Prefix}</code>
      </Fact>
      <Fact label="Last used">
        <Time at={token['Last Used']} shows="both" />
      </Fact>
      <Fact label={token.State === 'revoked' ? 'Ended' : 'Ends'}>
        <EndOf of={token} />
      </Fact>
      <Fact label="Created">
        <Time at={token.Created} shows="both" />
      </Fact>
    </dl>
    <Steps of={token} />
  </details>
);

const Fact = ({ label, children }: { label: string; children: ComponentChildren }) => (
  <div>
    <dt>{label}</dt>
    <dd>{children}</dd>
  </div>
);

const Steps = ({ of: { _links } }: { of: ApiTokenDto }) => (
  <ActionsOn kind={apiTokens} links={_links}>
    {_links['self'] && (
      <a role="button" class="outline secondary" href={_links['self'].href}>
        Use and history
      </a>
    )}
  </ActionsOn>
);
