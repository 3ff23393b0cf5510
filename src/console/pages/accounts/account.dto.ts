import { AccountDto } from '../../../features/users/index.js';
import { LinkedType } from '../../model/linked.js';
import { ListOf } from '../../model/listed.js';

export class AccountPageDto extends LinkedType(AccountDto, 'AccountBase') {}
export class AccountListDto extends ListOf(AccountPageDto) {}
