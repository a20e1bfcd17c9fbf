// All words of the page, English and Chinese side by side.

const WORDS = {
  skipToDraft: ["Skip to the message field", "跳到输入框"],
  peopleAndChats: ["People and chats", "人员与会话"],
  youAre: ["You speak as", "你现在的身份"],
  chats: ["Chats", "会话"],
  topics: ["Topics", "话题"],
  general: ["General", "综合"],
  newTopic: ["New topic", "新建话题"],
  topicName: ["Name of the topic", "话题名称"],
  create: ["Create", "创建"],
  topicClosed: ["closed", "已关闭"],
  close: ["Close", "关闭"],
  cancel: ["Cancel", "取消"],
  ok: ["OK", "好"],
  help: ["Help and shortcuts", "帮助与快捷键"],
  toDark: ["Switch to dark colours", "切换到深色"],
  toLight: ["Switch to light colours", "切换到浅色"],
  otherLanguage: ["中文", "English"],
  speakAs: ["You speak as {name}, {role}. Change person or chat", "你现在是{name}（{role}）。切换身份或会话"],
  owner: ["Owner", "拥有者"],
  manager: ["Manager", "管理者"],
  staff: ["Staff", "员工"],
  stranger: ["Stranger", "陌生人"],
  ownerMay: ["Sets the bot up; may do everything", "设置机器人，什么都能做"],
  managerMay: ["Targets, budgets, lets people in", "定目标、管预算、批准新人"],
  staffMay: ["Sends files, reads figures, handles alerts", "发文件、看数据、处理提醒"],
  strangerMay: ["Not let in: the bot asks the managers first", "还没被批准，机器人先问管理者"],
  privateChat: ["Private chat with the bot", "与机器人的私聊"],
  people: ["{n} people", "{n} 位成员"],
  bot: ["bot", "机器人"],
  unread: ["{n} unread", "{n} 条未读"],
  typing: ["{name} is writing …", "{name}正在输入……"],
  messages: ["Messages", "消息"],
  message: ["Message", "消息"],
  write: ["Write a message", "写消息"],
  placeholder: ["Message or /command", "输入消息或 / 命令"],
  placeholderCaption: ["Add a caption", "添加说明"],
  commands: ["Commands", "命令"],
  commandsFound: ["{n} commands", "{n} 条命令"],
  attach: ["Attach files", "添加文件"],
  send: ["Send", "发送"],
  save: ["Save", "保存"],
  remove: ["Remove {name}", "移除 {name}"],
  picturesAs: ["Send pictures as", "图片发送为"],
  asPhoto: ["Photo", "照片"],
  asFile: ["File", "文件"],
  dropHere: ["Drop to send as {name}", "松手即以{name}身份发送"],
  notSent: ["Not sent.", "没有发出。"],
  tryAgain: ["Try again", "重试"],
  discard: ["Discard", "丢弃"],
  sending: ["Sending", "正在发送"],
  edited: ["edited", "已编辑"],
  replyTo: ["Reply to {name}", "回复 {name}"],
  editing: ["Edit message", "编辑消息"],
  inReplyTo: ["In reply to {name}: {text}", "回复 {name}：{text}"],
  goneMessage: ["That message is no longer here.", "这条消息已经不在了。"],
  reply: ["Reply", "回复"],
  copy: ["Copy text", "复制文字"],
  copied: ["Copied", "已复制"],
  edit: ["Edit", "编辑"],
  delete: ["Delete", "删除"],
  deleteAsk: ["Delete this message for everybody?", "为所有人删除这条消息？"],
  actions: ["Actions for this message", "这条消息的操作"],
  react: ["React with {emoji}", "回应 {emoji}"],
  reaction: ["{emoji} {n}, from {names}", "{emoji} {n}，来自{names}"],
  photo: ["Photo", "照片"],
  openPhoto: ["Open photo: {caption}", "打开照片：{caption}"],
  photoOf: ["Photo from {name}", "{name}发的照片"],
  document: ["Document", "文件"],
  download: ["Download {name}", "下载 {name}"],
  showMore: ["Show more", "展开"],
  showLess: ["Show less", "收起"],
  spoiler: ["Hidden text, press to show", "隐藏文字，点按显示"],
  joined: ["{name} joined", "{name}加入了群组"],
  added: ["{by} added {name}", "{by}邀请{name}加入了群组"],
  left: ["{name} left", "{name}离开了群组"],
  removed: ["{by} removed {name}", "{by}将{name}移出了群组"],
  topicCreated: ["{by} opened the topic “{name}”", "{by}创建了话题“{name}”"],
  migrated: ["The group became a supergroup", "群组已升级为超级群组"],
  somethingElse: ["A message this page cannot show", "此页面无法显示的消息"],
  you: ["You", "你"],
  today: ["Today", "今天"],
  yesterday: ["Yesterday", "昨天"],
  newer: ["{n} new", "{n} 条新消息"],
  toNewest: ["To the newest message", "跳到最新消息"],
  nobody: ["Nobody is here yet.", "这里还没有人。"],
  emptyChat: ["Nothing has been said here yet.", "这里还没有消息。"],
  start: ["Start", "开始"],
  loading: ["Opening the chat …", "正在打开会话……"],
  lost: ["Connection lost, trying again …", "连接已断开，正在重试……"],
  failed: ["That did not work: {why}", "操作没有成功：{why}"],
  noConnection: ["no connection", "连接不上"],
  timeAndFiles: ["Time and files", "时间与文件"],
  time: ["The demo's clock", "演示时钟"],
  nextHour: ["Next hour", "下一小时"],
  nextMorning: ["Next morning", "下一个早晨"],
  hourWill: ["One hour passes; what is due on the way, the bot does.", "快进一小时，到点的事机器人照做。"],
  morningWill: [
    "The night passes, staff sends the day's files, the bot's morning brief comes.",
    "过一夜，员工发来当天的文件，机器人送上早报。",
  ],
  passing: ["Time is passing. The bot does what is due …", "时间正在快进，机器人在处理到点的事……"],
  arrived: ["It is now {when}.", "现在是{when}。"],
  tray: ["Files to try", "试用文件"],
  trayAbout: [
    "Drag one into the chat, or press Send: {name} sends it.",
    "拖进会话，或按“发送”，由{name}发出。",
  ],
  trayAboutTouch: ["{name} sends them into the open chat.", "由{name}发到当前打开的会话。"],
  trayEmpty: ["No files at hand right now.", "现在没有可用的文件。"],
  sendFileAs: ["Send {file} as {name}", "以{name}身份发送 {file}"],
  hintTitle: ["Things to try first", "可以先试试"],
  hintDismiss: ["Got it", "知道了"],
  hintCommands: ["Type / and pick a command, for example /brief.", "输入 / 选一条命令，比如 /brief。"],
  hintFile: [
    "Send the bot a shop's export and see what it makes of it.",
    "发一张店铺导出的表格，看机器人怎么读。",
  ],
  hintPerson: ["Become somebody else: the stranger is not let in yet.", "换一个身份：陌生人还没有被批准。"],
  hintMorning: ["Move the clock on and get the morning's brief.", "快进到第二天早上，收早报。"],
  shortcuts: ["Keyboard", "键盘"],
  keySend: ["Send; Shift+Enter begins a new line", "发送；Shift+Enter 换行"],
  keyCommands: ["Commands: ↑ ↓ choose, Enter sends, Tab fills in", "命令：↑ ↓ 选择，Enter 发送，Tab 填入"],
  keyUp: ["In an empty field: edit your last message", "输入框为空时：编辑自己的上一条"],
  keyEsc: ["Cancel reply or edit, close what is open", "取消回复或编辑，关闭打开的窗口"],
  keyPerson: ["Speak as the first, second … person", "切换到第一、第二……个人"],
  keyLog: [
    "In the messages: step through; Enter for actions, R to reply",
    "在消息里：逐条移动；Enter 打开操作，R 回复",
  ],
  keyHelp: ["This help", "本帮助"],
  helpLocal: [
    "Everything here stays on this computer. No Telegram is involved.",
    "这里的一切都只在本机，不连接 Telegram。",
  ],
};

let column = 0;

export const language = () => (column ? "zh" : "en");

export function setLanguage(code) {
  column = code === "zh" ? 1 : 0;
  document.documentElement.lang = column ? "zh-CN" : "en";
}

/** The sentence in the page's language, its {places} filled in. */
export function t(key, values = {}) {
  return WORDS[key][column].replace(/\{(\w+)\}/g, (place, name) => String(values[name] ?? place));
}

/** Fills in the words that index.html only names. */
export function translate(root) {
  for (const node of root.querySelectorAll("[data-words]")) node.textContent = t(node.dataset.words);
  for (const node of root.querySelectorAll("[data-label]")) {
    node.setAttribute("aria-label", t(node.dataset.label));
    if (node.matches("button")) node.title = t(node.dataset.label);
  }
}
