import { SetMetadata } from '@nestjs/common';

export const SHORT_WAY = 'access:short-way';

/**
 * Takes requests of this route past Nest's chain of guards, interceptors and pipes, which costs several times what it
 * does here: the same admission, the same check of the body, the same method of the controller, and the same writer of
 * failures, one called after the other. For doors that other services ask for each of *their* requests. The method
 * takes `@CurrentCaller()` (`@Req()` where it is public), then `@Body()` or `@Query()`, as a class, and may take
 * `@Res({ passthrough: true })`.
 */
export const ShortWay = () => SetMetadata(SHORT_WAY, {});
