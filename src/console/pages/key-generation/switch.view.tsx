import type { ComponentChildren } from 'preact';
import { Form } from '../../html/parts/form.js';

interface SwitchProps {
  readonly action: string;
  readonly enabled: boolean;
  /** What it does. */
  readonly children: ComponentChildren;
}

/** One press switches it over. */
export const KeyGenerationSwitch = ({ action, enabled, children }: SwitchProps) => (
  <Form action={action} class="switched">
    <button type="submit" role="switch" class="switch" aria-checked={enabled} aria-labelledby="key-generation-label" aria-describedby="key-generation-hint" name="Enabled" value={String(!enabled)} />
    <div>
      <strong id="key-generation-label">API key generation</strong> <span class="faint">{enabled ? 'on' : 'off'}</span>
      <small id="key-generation-hint" class="hint">
        {children}
      </small>
    </div>
  </Form>
);
