import type { Instance } from './problem';

/** Attribute that ECS fills with the Availability Zone of an instance. */
export const ZONE_ATTRIBUTE = 'ecs.availability-zone';
const TYPE_ATTRIBUTE = 'ecs.instance-type';

/** Instances that no constraint, no attribute and no GPU tells apart; facts about them are worked out once. */
export interface InstanceClass {
  /** Any instance of the class. */
  readonly sample: Instance;
  /** With the built-in attributes that follow from the instance itself, but for those whose value is not known. */
  readonly attributes: Readonly<Record<string, string>>;
  /** Attributes that are there with a value that is not known. */
  readonly unknownAttributes: readonly string[];
  /** False when there may be custom attributes that are not listed. */
  readonly attributesComplete: boolean;
}

export interface InstanceClasses {
  readonly classes: readonly InstanceClass[];
  /** Class of each instance. */
  readonly classOf: Int32Array;
}

export function classify(instances: readonly Instance[]): InstanceClasses {
  const classes: InstanceClass[] = [];
  const ids = new Map<string, number>();
  const attributes = new AttributeNumbers();
  const classOf = Int32Array.from(instances, (instance) => {
    const key = keyOf(instance, attributes);
    let id = ids.get(key);
    if (id === undefined) {
      id = classes.push(classOfInstance(instance)) - 1;
      ids.set(key, id);
    }
    return id;
  });
  return { classes, classOf };
}

/** The value of an attribute, or undefined when the instance does not have it. */
export function attributeValue(instanceClass: InstanceClass, name: string): string | undefined {
  if (Object.hasOwn(instanceClass.attributes, name)) return instanceClass.attributes[name];
  const { zone, instanceType } = instanceClass.sample;
  const stand = name === ZONE_ATTRIBUTE ? zone : name === TYPE_ATTRIBUTE ? instanceType : '';
  return stand === '' ? undefined : stand;
}

/** Stands in `unknownAttributes` for whatever custom attribute there may be. */
const ANY_ATTRIBUTE = '*';

function classOfInstance(sample: Instance): InstanceClass {
  const unknown = sample.unknownAttributes ?? [];
  return {
    sample,
    attributes: attributesOf(sample),
    unknownAttributes: unknown.filter((name) => name !== ANY_ATTRIBUTE),
    attributesComplete: !unknown.includes(ANY_ATTRIBUTE),
  };
}

function attributesOf(instance: Instance): Readonly<Record<string, string>> {
  const builtIn = [[ZONE_ATTRIBUTE, instance.zone], [TYPE_ATTRIBUTE, instance.instanceType]]
    .filter(([name, value]) => value !== '' && !instance.unknownAttributes?.includes(name));
  return { ...Object.fromEntries(builtIn), ...instance.attributes };
}

function keyOf(instance: Instance, attributes: AttributeNumbers): string {
  const { group, instanceType, zone, vpc, unknownAttributes, registered } = instance;
  return JSON.stringify([group, instanceType, zone, vpc ?? null, unknownAttributes ?? [], registered.gpus, attributes.of(instance)]);
}

/** Attributes are long and shared by many instances: each object is read once, and equal ones get one number. */
class AttributeNumbers {
  private readonly byObject = new Map<object, number>();
  private readonly byText = new Map<string, number>();

  of({ attributes }: Instance): number {
    const known = this.byObject.get(attributes);
    if (known !== undefined) return known;
    const text = JSON.stringify(Object.entries(attributes).sort(([a], [b]) => (a < b ? -1 : 1)));
    const number = this.byText.get(text) ?? this.byText.size;
    this.byText.set(text, number);
    this.byObject.set(attributes, number);
    return number;
  }
}
