import { Size } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as ssm from 'aws-cdk-lib/aws-ssm';
import { Cpu, QueueWorker, WebListener, WebService, Worker } from '../../src';
import { clusterStack, image } from '../support/stack';

function shop() {
  const { stack, cluster } = clusterStack();
  return { stack, size: { cluster, image, cpu: Cpu.vcpu(0.25), memory: Size.mebibytes(512) } };
}

test('fails when an address would be written over a variable of the user, or over a secret', () => {
  const { stack, size } = shop();
  const orders = new WebService(stack, 'Orders', { ...size, listener: WebListener.http() });
  const caller = new Worker(stack, 'Caller', {
    ...size,
    environment: { ORDERS: 'http://localhost' },
    secrets: { PRICES: ecs.Secret.fromSsmParameter(ssm.StringParameter.fromStringParameterName(stack, 'Prices', '/prices')) },
  });
  expect(() => caller.connectTo(orders, 'ORDERS')).toThrow('`ORDERS` of container app must be left out of `environment`: the address goes there, got both');
  expect(() => caller.connectTo(orders, 'PRICES')).toThrow('must be left out of `secrets`');
  caller.connectTo(orders, 'ORDERS_URL');
});

test('fails when the user says QUEUE_URL of a worker, which is the address of its queue', () => {
  const { stack, size } = shop();
  expect(() => new QueueWorker(stack, 'Worker', { ...size, maxCapacity: 2, environment: { QUEUE_URL: 'http://localhost:9324' } }))
    .toThrow('`QUEUE_URL` of container app must be left out of `environment`');
});
