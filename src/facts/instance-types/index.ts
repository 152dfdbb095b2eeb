export * from './find-instance-type';
export * from './instance-type-facts';
export { INSTANCE_TYPES_DATE, PRICES_DATE, PRICES_REGION } from './instance-types.generated';
