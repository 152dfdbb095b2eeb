import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnOutput, Stack } from 'aws-cdk-lib';
import { Platform } from 'aws-cdk-lib/aws-ecr-assets';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import { readInput } from '../../../src/preflight/extract';
import { parseDockerfile } from '../../../src/preflight/extract/load/read-image-assets';
import type { PlacementModel } from '../../../src/preflight/model';

let directory: string;
beforeEach(() => { directory = mkdtempSync(join(tmpdir(), 'assets-')); });
afterEach(() => rmSync(directory, { recursive: true, force: true }));

function modelOf(build: (app: App) => void): PlacementModel {
  const app = new App({ outdir: join(directory, 'cdk.out'), analyticsReporting: false });
  build(app);
  app.synth();
  return readInput(['cdk.out'], { baseDirectory: directory }).model;
}

test('the Dockerfile and the platform of an image asset are read, and the image name ends with its hash', () => {
  mkdirSync(join(directory, 'image'));
  writeFileSync(join(directory, 'image', 'Dockerfile'), 'FROM public.ecr.aws/nginx/nginx:1.29\nEXPOSE 8080\nHEALTHCHECK CMD curl -f http://localhost:8080\n');
  const model = modelOf((app) => {
    const task = new ecs.FargateTaskDefinition(new Stack(app, 'Shop'), 'Task');
    task.addContainer('app', { image: ecs.ContainerImage.fromAsset(join(directory, 'image'), { platform: Platform.LINUX_ARM64 }) });
  });
  const [asset] = model.imageAssets ?? [];
  expect(asset).toMatchObject({ platform: 'linux/arm64', dockerfile: { value: { exposes: ['8080'], healthCheck: 'CMD curl -f http://localhost:8080' } } });
  const containers = model.taskDefinitions[0].containers;
  const image = containers.known ? containers.value[0].image : undefined;
  expect(image?.known && image.value.endsWith(`:${asset.hash}`)).toBe(true);
});

test('the last stage of a Dockerfile counts, and lines that go on are one instruction', () => {
  const text = 'FROM --platform=linux/amd64 node:20 AS build\nEXPOSE 1\nHEALTHCHECK CMD x\nFROM nginx\nEXPOSE 80 443/tcp\nHEALTHCHECK --interval=5s \\\n  # why\n  CMD curl -f \\\n  localhost\nUSER app\n';
  expect(parseDockerfile(text)).toEqual({
    from: ['node:20', 'nginx'], exposes: ['80', '443/tcp'], healthCheck: expect.stringMatching(/^--interval=5s\s+CMD curl -f\s+localhost$/), user: 'app',
  });
  expect(parseDockerfile('FROM a\nHEALTHCHECK CMD x\nHEALTHCHECK NONE\n').healthCheck).toBeUndefined();
  expect(parseDockerfile('')).toEqual({ from: [], exposes: [] });
});

test('a value of another region is followed through the pair of resources that CDK makes', () => {
  const model = modelOf((app) => {
    const near = new Stack(app, 'Near', { env: { region: 'eu-west-1', account: '123456789012' }, crossRegionReferences: true });
    const far = new Stack(app, 'Far', { env: { region: 'us-east-1', account: '123456789012' }, crossRegionReferences: true });
    const cluster = new ecs.CfnCluster(far, 'Cluster', { clusterName: 'far' });
    const task = new ecs.CfnTaskDefinition(near, 'Task', { family: 'web' });
    new ecs.CfnService(near, 'Service', { cluster: cluster.attrArn, taskDefinition: task.ref });
    new CfnOutput(near, 'Arn', { value: cluster.attrArn });
  });
  expect(model.services[0].cluster).toMatchObject({ known: true, value: 'Far/Cluster' });
});
