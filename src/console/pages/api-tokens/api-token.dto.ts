import { ApiProperty, IntersectionType, PickType } from '@nestjs/swagger';
import { CreateApiKeyRequest } from '../../../features/api-keys/index.js';
import { FieldDto } from '../../model/form-model.js';
import { ListOf } from '../../model/listed.js';
import { ApiKeyPageDto, MadeApiKeyDto, OwnedListDto, RotatedKeyPageDto } from '../api-keys/api-key.dto.js';

export class ApiTokenDto extends ApiKeyPageDto {}
export class MadeApiTokenDto extends MadeApiKeyDto {}
export class RotatedApiTokenDto extends RotatedKeyPageDto {}

export class ApiTokenListDto extends ListOf(ApiTokenDto) {}
export class AllApiTokensDto extends IntersectionType(ApiTokenListDto, OwnedListDto) {}

class GeneratesDto {
  @ApiProperty({ type: [FieldDto], description: 'What to send to `_links.submit`, by `POST`, for a new one.' })
  fields: FieldDto[];
}

export class MyApiTokensDto extends IntersectionType(ApiTokenListDto, GeneratesDto) {}

export class CreateApiTokenRequest extends PickType(CreateApiKeyRequest, ['name', 'permissions', 'workspaceIds', 'expiresAt', 'revealable']) {}
