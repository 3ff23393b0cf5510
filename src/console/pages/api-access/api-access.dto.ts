import { ApiProperty, IntersectionType, OmitType, PickType } from '@nestjs/swagger';
import { CreateApiKeyRequest, RotateApiKeyRequest, type ServiceKeyChanges, UpdateApiKeyRequest } from '../../../features/api-keys/index.js';
import { IsIdList, OptionalOrNull, parseInstant, toId } from '../../../platform/http/index.js';
import { FieldDto, FormModelDto } from '../../model/form-model.js';
import { ListOf } from '../../model/listed.js';
import { ApiKeyPageDto, KeyHistoryDto, MadeApiKeyDto, OwnedListDto, RotatedKeyPageDto } from '../api-keys/api-key.dto.js';
import { MatrixDto } from './matrix.dto.js';

export class ApiAccessDto extends ApiKeyPageDto {}
export class ApiAccessListDto extends IntersectionType(ListOf(ApiAccessDto), OwnedListDto) {}
export class MadeApiAccessDto extends MadeApiKeyDto {}
export class RegeneratedApiAccessDto extends RotatedKeyPageDto {}

class WithMatrixDto {
  @ApiProperty({ type: MatrixDto, description: 'Its roles by workspace.' })
  Matrix: MatrixDto;
}

class ChangeableDto {
  @ApiProperty({ type: [FieldDto], description: 'What can be sent to `_links.self`, by `POST`; empty: nothing.' })
  fields: FieldDto[];
}

export class ApiAccessDetailDto extends IntersectionType(ApiAccessDto, KeyHistoryDto, WithMatrixDto, ChangeableDto) {}
export class ApiAccessFormDto extends IntersectionType(FormModelDto as new () => FormModelDto, WithMatrixDto) {}

export class CreateApiAccessRequest extends PickType(CreateApiKeyRequest, ['name', 'purpose', 'expiresAt', 'workspaceRoleIds', 'clientSecret']) {}

export class UpdateApiAccessRequest extends OmitType(UpdateApiKeyRequest, ['permissions', 'workspaceIds']) {
  /**
   * Instead of those it holds now; null: none.
   * @example ["1028"]
   */
  @OptionalOrNull()
  @IsIdList()
  workspaceRoleIds?: string[] | null;
}

export class RegenerateRequest extends RotateApiKeyRequest {}

export const toServiceKeyChanges = ({ name, purpose, expiresAt, workspaceRoleIds }: UpdateApiAccessRequest): ServiceKeyChanges => ({
  ...(name !== undefined && { name }),
  ...(purpose !== undefined && { purpose }),
  ...(expiresAt !== undefined && { expiresAt: expiresAt === null ? null : parseInstant(expiresAt) }),
  ...(workspaceRoleIds !== undefined && { workspaceRoleIds: (workspaceRoleIds ?? []).map(toId) }),
});
