import type { Locator, Page } from 'playwright-core';

import type { Owner } from '../../host/rest.mts';

export interface Field {
	name: string;
	/** Whether n8n's red mark says that a value is missing. */
	marked: boolean;
}

/** Drives n8n's editor like a user. */
export class EditorPage {
	constructor(
		readonly page: Page,
		private readonly url: string,
	) {}

	async signIn(owner: Owner): Promise<void> {
		await this.page.goto(`${this.url}/signin`);
		await this.page.getByLabel(/email/i).first().fill(owner.email);
		await this.page.locator('input[type=password]').fill(owner.password);
		await this.page.getByRole('button', { name: /sign in/i }).click();
		await this.page.waitForURL('**/home/workflows');
	}

	/** Settings → Community nodes → Install, with the name of a package and the risk accepted. */
	async offerPackage(name: string): Promise<void> {
		await this.page.goto(`${this.url}/settings/community-nodes`);
		await this.page.getByRole('button', { name: /^Install/ }).first().click();
		await this.page.getByPlaceholder('e.g. n8n-nodes-chatwork').fill(name);
		await this.byTestId('user-agreement-checkbox').click();
	}

	/** Presses Install, and waits until the package is listed. */
	async installPackage(name: string): Promise<void> {
		await this.page.getByRole('dialog').getByRole('button', { name: 'Install', exact: true }).click();
		await this.byTestId('community-package-card').filter({ hasText: name }).waitFor({ timeout: 120_000 });
	}

	/** The texts in the list of installed packages. */
	async installedPackages(): Promise<string[]> {
		return await this.byTestId('community-package-card').allInnerTexts();
	}

	async newWorkflow(): Promise<void> {
		await this.page.goto(`${this.url}/workflow/new`);
		await this.byTestId('canvas-plus-button').waitFor();
	}

	async openWorkflow(id: string): Promise<void> {
		await this.page.goto(`${this.url}/workflow/${id}`);
		await this.byTestId('execute-workflow-button').waitFor();
		await this.byTestId('zoom-to-fit').click();
	}

	/** Opens the nodes panel of an empty workflow. */
	async openNodesPanel(): Promise<void> {
		await this.byTestId('canvas-plus-button').click();
	}

	/** Types into the nodes panel's search; first a word that finds nothing, so that no earlier result stays. */
	async searchNodes(text: string): Promise<void> {
		const search = this.byTestId('node-creator-search-bar');
		await search.fill('qqxxqq');
		await this.byTestId('node-creator-item-name').first().waitFor({ state: 'hidden' });
		await search.fill(text);
	}

	/** The names of the nodes that the nodes panel offers now. */
	async foundNodes(): Promise<string[]> {
		return await this.byTestId('node-creator-item-name').allInnerTexts();
	}

	/** Chooses a node and one of its actions from the nodes panel; n8n opens the new node's details. */
	async addAction(node: string, action: string): Promise<void> {
		const names = this.byTestId('node-creator-item-name');
		await names.getByText(node, { exact: true }).click();
		await names.first().waitFor();
		const wanted = names.getByText(action, { exact: true });
		// In an empty workflow n8n folds a node's actions if the node has a trigger as well.
		if (!(await wanted.isVisible())) await this.page.getByText(/^Actions \(\d+\)$/).click();
		await wanted.click();
		await this.details().waitFor();
	}

	/** Chooses a node that has no actions. */
	async addNode(node: string, button: string): Promise<void> {
		await this.byTestId('node-creator-item-name').getByText(node, { exact: true }).click();
		await this.page.getByText(button, { exact: true }).click();
		await this.details().waitFor();
	}

	/** Turns a switch of the open node. */
	async toggle(parameter: string): Promise<void> {
		await this.details().locator(`[data-test-id=parameter-input-${parameter}] .el-switch`).click();
	}

	/** Shows the first of the open node's parameters. */
	async scrollToTop(): Promise<void> {
		await this.details().locator('[data-test-id=node-parameters] label').first().scrollIntoViewIfNeeded();
	}

	/** The values to copy in a trigger's steps, in their order. */
	async toCopy(): Promise<string[]> {
		const values = this.details().locator('[data-test-id=empty-fields-notice] code');
		return await values.evaluateAll((elements) => elements.map((element) => element.textContent ?? ''));
	}

	/** Picks an option in one of the open node's lists. */
	async choose(parameter: string, option: string): Promise<void> {
		await this.details().locator(`[data-test-id=parameter-input-${parameter}]`).click();
		const items = this.page.locator('[data-test-id=parameter-input-item]:visible');
		await items.filter({ has: this.page.getByText(option, { exact: true }) }).click();
		await items.first().waitFor({ state: 'hidden' });
	}

	/**
	 * Closes the last added node and opens it again, because only then n8n marks missing values in a new node. Does not use the node's name, because n8n
	 * changes it with the operation.
	 */
	async reopen(): Promise<void> {
		await this.close();
		await this.byTestId('canvas-node').last().dblclick();
		await this.details().waitFor();
	}

	async open(node: string): Promise<void> {
		await this.byTestId('canvas-node').filter({ hasText: node }).dblclick();
		await this.details().waitFor();
	}

	/** The labels at the inputs and outputs of a node on the canvas: inputs first. */
	async ends(node: string): Promise<string[]> {
		const handles = this.byTestId('canvas-node').filter({ hasText: node }).last();
		const labels = (kind: string) => handles.locator(`[data-test-id=canvas-node-${kind}-handle]`).allInnerTexts();
		return [...(await labels('input')), ...(await labels('output'))].map((text) => text.trim());
	}

	async close(): Promise<void> {
		await this.byTestId('ndv-close-button').click();
		await this.details().waitFor({ state: 'hidden' });
	}

	/** The visible fields of the open node with their labels, in order. n8n draws some of them late. */
	async fields(): Promise<Field[]> {
		const labels = this.details().locator('[data-test-id=node-parameters] label.n8n-input-label:visible');
		const fields = await labels.evaluateAll((elements) =>
			elements.map((label) => ({
				name: label.querySelector('[class*=title] .n8n-text')?.textContent?.trim() ?? '',
				marked: label.closest('[data-test-id=parameter-item]')?.querySelector('[data-test-id=parameter-issues]') != null,
			})),
		);
		// The rows of a list have a label without words.
		return fields.filter(({ name }) => name !== '');
	}

	/** Whether the whole of a field of the open node, label and input, is within the window without scrolling. */
	async isInSight(label: string): Promise<boolean> {
		const field = this.details().locator('[data-test-id=parameter-item]').filter({ has: this.page.getByText(label, { exact: true }) }).first();
		const box = await field.boundingBox();
		return box !== null && box.y >= 0 && box.y + box.height <= this.page.viewportSize()!.height;
	}

	/** The area with the open node's parameters, from the top of its window to the bottom. */
	async parametersArea(): Promise<{ x: number; y: number; width: number; height: number }> {
		const window = (await this.details().boundingBox())!;
		const parameters = (await this.details().locator('[data-test-id=node-parameters]').boundingBox())!;
		return { x: parameters.x, y: window.y, width: parameters.width, height: window.height };
	}

	/** Runs the open workflow with its button and waits until a node shows success. */
	async execute(lastNode: string): Promise<void> {
		await this.byTestId('execute-workflow-button').click();
		const node = this.byTestId('canvas-node').filter({ hasText: lastNode });
		await node.locator('[data-test-id=canvas-node-status-success]').waitFor({ timeout: 60_000 });
		// n8n's success notice covers the corner with the output's pages.
		const notice = this.page.locator('.el-notification');
		await notice.locator('.el-notification__closeBtn').click();
		await notice.waitFor({ state: 'hidden' });
		await this.page.mouse.move(720, 120);
	}

	async showOutputAs(mode: 'json' | 'table' | 'schema'): Promise<void> {
		await this.byTestId('output-panel').locator(`[data-test-id=radio-button-${mode}]`).click();
	}

	/** The texts of the open node's output panel: hints, tabs, number of items. */
	async output(): Promise<string> {
		return await this.byTestId('output-panel').innerText();
	}

	private details(): Locator {
		return this.byTestId('ndv');
	}

	private byTestId(id: string): Locator {
		return this.page.locator(`[data-test-id=${id}]`);
	}
}
