/** Of the answers to a question that is asked again and again, that to the newest: they may come in any order. */
export class Newest {
  private asked = 0;

  /** An answer, or how it failed; null once it has been asked anew. */
  async of<T>(answer: Promise<T>): Promise<T | null> {
    const mine = ++this.asked;
    try {
      const value = await answer;
      return mine === this.asked ? value : null;
    } catch (error) {
      if (mine === this.asked) throw error;
      return null;
    }
  }
}
