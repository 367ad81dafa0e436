// Which of our three languages a text is in, well enough to answer in it. Pure.

export type Language = "en" | "zh-CN" | "zh-TW";

const han = /[\u3400-\u9fff]/;
/** Frequent characters that only one of the two scripts has. */
const traditional =
  /[們個這說請嗎麼為會來時對還沒過開關點樣學東車馬風語話讀寫見問題應當從後發經種無與間實際數據圖錄線頁檔訊網體國電腦軟號碼買賣價錢幾歲萬兩週長門員難讓給誰誠謝簡單總結]/;

/** The language of a text; English where it has no Chinese characters. */
export function guessLanguage(text: string): Language {
  if (!han.test(text)) return "en";
  return traditional.test(text) ? "zh-TW" : "zh-CN";
}
