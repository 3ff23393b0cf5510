import { Injectable } from '@nestjs/common';
import type { Member } from '../../access/index.js';
import type { Organisation } from './organisation.entity.js';

type Rule = (by: Member, before: Organisation, changes: Partial<Organisation>) => Promise<void>;

/** What later features ask of a change of settings, in the same transaction; they throw to undo it. */
@Injectable()
export class SettingRules {
  private readonly rules: Rule[] = [];

  onChanging(rule: Rule): void {
    this.rules.push(rule);
  }

  async demand(by: Member, before: Organisation, changes: Partial<Organisation>): Promise<void> {
    for (const rule of this.rules) await rule(by, before, changes);
  }
}
