import { ApiKeyDto } from '../../../features/api-keys/index.js';
import { LinkedType } from '../../model/linked.js';
import { ListOf } from '../../model/listed.js';

export class ApiKeyPageDto extends LinkedType(ApiKeyDto, 'ApiKeyBase') {}
export class ApiKeyListDto extends ListOf(ApiKeyPageDto) {}

export class MadeApiKeyDto extends ApiKeyPageDto {
  /**
   * The text of the key, shown this one time; absent when its maker chose the secret.
   * @example "LKf3Qz81.9sKd02mVbQ7xYtRz4nWcLpEa1u0Hk3Tg"
   */
  key?: string;
}
