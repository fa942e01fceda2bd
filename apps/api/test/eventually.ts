/** Waits until what is expected is so, and fails with the last reason why it was not. */
export async function eventually(expectation: () => Promise<void>, withinMs = 10_000): Promise<void> {
  for (const end = Date.now() + withinMs; ;) {
    try {
      return await expectation();
    } catch (error) {
      if (Date.now() > end) throw error;
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
  }
}
