import type { ComponentChildren } from 'preact';
import { Confirm } from '../../html/parts/confirm.js';
import { Form } from '../../html/parts/form.js';
import { Time } from '../../html/parts/time.js';
import { Reveal } from '../api-keys/key-actions.view.js';
import { KeyState, PermissionsOf, permissionsOf } from '../api-keys/key-words.js';
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
        <Time at={token['Last Used']} />
      </Fact>
      <Fact label="Ends">
        <Time at={token.Expires} />
      </Fact>
      <Fact label="Made">
        <Time at={token.Created} />
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

const Steps = ({ of: { Name, _links } }: { of: ApiTokenDto }) => {
  const { self, activate, deactivate, reveal } = _links;
  const remove = _links['delete'];
  return (
    <div class="buttons">
      {reveal && <Reveal action={reveal.href} thing="token" />}
      {activate && <Form action={activate.href} submit="Activate" />}
      {deactivate && (
        <Confirm label="Deactivate" action={deactivate.href} yes={`Deactivate “${Name}”`} mild>
          <p>It is refused until it is activated again.</p>
        </Confirm>
      )}
      {remove && (
        <Confirm label="Delete" action={remove.href} yes={`Delete “${Name}”`}>
          <p>Whatever uses this token is refused from then on. That cannot be undone. What was done with it stays in the audit trail.</p>
        </Confirm>
      )}
      {self && (
        <a role="button" class="outline secondary" href={self.href}>
          Use and history
        </a>
      )}
    </div>
  );
};
