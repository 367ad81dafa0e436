"use client";
// The last net, when even the document could not be made: no messages, no providers, three languages in one place.

import "./globals.css";
import { Logo } from "@/components/ui/logo";

const words = [
  ["en", "Weft could not show this page. Your work is stored.", "Reload"],
  ["zh-CN", "页面没能打开，你的内容都已保存。", "重新加载"],
  ["zh-TW", "頁面無法顯示，你的內容都已儲存。", "重新載入"],
] as const;

export default function EverythingFailed() {
  const language = typeof navigator === "undefined" ? "en" : navigator.language;
  const [lang, sentence, reload] =
    words.find(([tag]) => language === tag) ?? words.find(([tag]) => language.startsWith(tag.slice(0, 2))) ?? words[0];
  return (
    <html lang={lang}>
      <body>
        <main className="grid min-h-dvh place-items-center p-6 text-center">
          <div className="flex flex-col items-center gap-5">
            <Logo className="size-10" />
            <h1 className="text-base">{sentence}</h1>
            <button
              type="button"
              className="h-9 rounded-sm border bg-raised px-4 font-medium"
              onClick={() => window.location.reload()}
            >
              {reload}
            </button>
          </div>
        </main>
      </body>
    </html>
  );
}
