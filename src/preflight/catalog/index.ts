export * from './eni-slots';
export * from './find-instance-type';
export * from './instance-type-facts';
export * from './monthly-price';
export * from './overrides';
export * from './registered-gpus';
export { registeredMemory, type RegisteredMemory } from './registered-memory';
export { INSTANCE_TYPES_DATE, PRICES_DATE, PRICES_REGION } from './instance-types.generated';
