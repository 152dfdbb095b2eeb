import { placesOf, type ServiceView } from './views';

/** True when every task of the service is certain to run on Fargate. */
export function isForFargateService(view: ServiceView): boolean {
  const places = placesOf(view);
  return places.known && places.value.length > 0 && places.value.every((place) => place === 'fargate' || place === 'fargate-spot');
}

/** True when every task of the service is certain to run on container instances that one sees. */
export function isForInstances(view: ServiceView): boolean {
  const places = placesOf(view);
  return places.known && places.value.length > 0 && places.value.every((place) => place === 'instances');
}
