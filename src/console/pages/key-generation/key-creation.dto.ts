import { IsIn } from 'class-validator';
import { LinkedType } from '../../model/linked.js';

export class KeyCreationForm {
  /** `everyone` may make API keys, or those for whom it is `enabled`. */
  @IsIn(['everyone', 'enabled'])
  keyCreation: 'everyone' | 'enabled';
}

export class KeyCreationDto extends LinkedType(KeyCreationForm, 'KeyCreationBase') {}
