package com.burncloud.ui.internal.tokens;

import java.util.List;
import java.util.Optional;

import org.eclipse.swt.SWT;
import org.eclipse.swt.custom.StackLayout;
import org.eclipse.swt.layout.GridData;
import org.eclipse.swt.widgets.Composite;

import com.burncloud.api.error.InvalidFieldException;
import com.burncloud.api.server.Server;
import com.burncloud.api.server.ServerEvent;
import com.burncloud.api.token.Token;
import com.burncloud.api.token.TokenDraft;
import com.burncloud.api.token.TokenService.Issued;
import com.burncloud.ui.internal.Deletions;
import com.burncloud.ui.internal.Page;
import com.burncloud.ui.internal.Pages;
import com.burncloud.ui.internal.Texts;
import com.burncloud.ui.internal.Workbench;
import com.burncloud.ui.internal.style.Palette.Role;
import com.burncloud.ui.internal.widget.DataTable;
import com.burncloud.ui.internal.widget.EmptyState;
import com.burncloud.ui.internal.widget.FlatButton;
import com.burncloud.ui.internal.widget.PageHeader;
import com.burncloud.ui.internal.widget.Question;
import com.burncloud.ui.internal.widget.SearchField;
import com.burncloud.ui.internal.widget.Texture;

/** 令牌管理: the virtual tokens, what is left of each, and how to use it. */
public final class TokensPage implements Page, TokenDetails.Actions {
	private static final int DETAILS_WIDTH = 312;

	private final Workbench workbench;
	private final Texts texts = Texts.of(TokensPage.class);
	private Composite root;
	private PageHeader header;
	private FlatButton create;
	private SearchField search;
	private Composite stack;
	private Composite list;
	private DataTable<Token> table;
	private TokenDetails details;
	private Deletions deletions;
	private TokenFeed feed;
	private Optional<Composite> notice = Optional.empty();
	private Optional<String> wanted = Optional.empty();

	public TokensPage(Workbench workbench) {
		this.workbench = workbench;
	}

	@Override
	public String id() {
		return Pages.TOKENS;
	}

	@Override
	public void create(Composite parent) {
		root = parent;
		parent.setLayout(Texture.grid(1, 20, 12));
		header = new PageHeader(parent, texts.get("title"));
		search = header.search(texts.get("search"), words -> {
			table.setFilter(table.matching(words));
			count();
		});
		create = header.button(FlatButton.Kind.PRIMARY, texts.get("create"), "plus", this::add);
		create.setAccessibleName(texts.get("create.name"));
		create.setToolTipText(null);
		stack = Texture.group(parent, Role.CANVAS);
		stack.setLayout(new StackLayout());
		stack.setLayoutData(Texture.fill());
		list = Texture.group(stack, Role.CANVAS);
		list.setLayout(Texture.grid(2, 0, 12));
		table = new DataTable<>(list, SWT.SINGLE, workbench.preferences(), "tokens", Token::id, new TokenColumns(new TokenTexts(texts)).all());
		table.setLayoutData(Texture.fill());
		table.stretch("name");
		table.onSelect(token -> token.ifPresent(this::show));
		table.onOpen(this::edit);
		table.table().addListener(SWT.KeyDown, event -> {
			if (event.keyCode == SWT.DEL) {
				table.selected().ifPresent(this::delete);
			}
		});
		details = new TokenDetails(list, texts, workbench.preferences(), this);
		GridData right = new GridData(SWT.FILL, SWT.FILL, false, true);
		right.widthHint = DETAILS_WIDTH;
		details.control().setLayoutData(right);
		details.clear();
		feed = new TokenFeed(workbench, texts, root, this::refreshed, this::failed);
		deletions = new Deletions(workbench, root, () -> {
			refreshed();
			feed.soon();
		});
	}

	@Override
	public void shown(Optional<String> argument) {
		argument.ifPresent(id -> wanted = Optional.of(id));
		feed.shown(true);
		table.setFocus();
	}

	@Override
	public void hidden() {
		feed.shown(false);
	}

	@Override
	public void server(Optional<Server> server) {
		if (server.isEmpty()) {
			say("server", texts.get("starting.title"), texts.get("starting.text"));
		} else if (!server.get().place().online()) {
			say("warning", texts.get("away.title"), server.get().place().error());
		} else if (feed.tokens().isEmpty()) {
			say("tokens", texts.get("loading"), "");
		}
		create.setEnabled(server.filter(each -> each.place().online()).isPresent());
		feed.server(server.filter(each -> each.place().online()));
	}

	@Override
	public void news(ServerEvent event) {
		feed.news(event);
	}

	@Override
	public void find() {
		search.setFocus();
	}

	@Override
	public void refresh() {
		feed.reload();
	}

	/** The feed has other tokens, or one was hidden. */
	private void refreshed() {
		List<Token> tokens = feed.tokens().stream().filter(token -> !deletions.hides(token.id())).toList();
		workbench.badge(id(), tokens.size());
		table.setItems(tokens);
		count();
		if (tokens.isEmpty()) {
			notice(new EmptyState(stack, Role.CANVAS, "tokens", texts.get("empty.title"), texts.get("empty.text"), texts.get("empty.action"), this::add));
			return;
		}
		top(list);
		wanted.filter(each -> tokens.stream().anyMatch(token -> token.id().equals(each))).ifPresent(each -> {
			wanted = Optional.empty();
			table.select(each);
		});
		Optional<Token> now = details.token().flatMap(former -> tokens.stream().filter(token -> token.id().equals(former.id())).findFirst());
		if (now.isPresent()) {
			show(now.get());
		} else if (table.shown().isEmpty()) {
			details.clear();
		} else {
			table.select(table.shown().getFirst().id());
		}
	}

	private void count() {
		int all = (int) feed.tokens().stream().filter(token -> !deletions.hides(token.id())).count();
		int some = table.shown().size();
		header.subtitle(some == all ? texts.get("count", all) : texts.get("count.some", some, all));
	}

	private void show(Token token) {
		workbench.server().ifPresent(server -> {
			details.show(token, server.place().address().toString(), feed.offer().example(token));
			feed.today(server, token, details::today);
		});
	}

	private void failed(Exception failure) {
		say("warning", texts.get("failed.title"), workbench.work().sentence(failure));
	}

	/** In place of the list. */
	private void say(String icon, String title, String text) {
		header.subtitle("");
		notice(new EmptyState(stack, Role.CANVAS, icon, title, text, "", () -> {
		}));
	}

	private void notice(Composite next) {
		notice.ifPresent(Composite::dispose);
		notice = Optional.of(next);
		top(next);
	}

	private void top(Composite next) {
		StackLayout layout = (StackLayout) stack.getLayout();
		if (layout.topControl != next) {
			layout.topControl = next;
			stack.layout(true, true);
		}
	}

	@Override
	public void add() {
		online().ifPresent(server -> new TokenForm(workbench, texts, feed.offer(), Optional.empty(), (draft, form) -> workbench.work().run(texts.get("job.save"), root,
				() -> server.tokens().create(draft), issued -> {
					form.close();
					wanted = Optional.of(issued.token().id());
					issued(server, issued);
				}, failure -> refused(form, failure))));
	}

	private Optional<Server> online() {
		return workbench.server().filter(server -> server.place().online());
	}

	private void issued(Server server, Issued issued) {
		feed.reload();
		new SecretDialog(workbench, texts, issued, server.place().address().toString(), feed.offer().example(issued.token()));
	}

	private void refused(TokenForm form, Exception failure) {
		form.failed(failure instanceof InvalidFieldException wrong ? wrong.field() : "", workbench.work().sentence(failure));
	}

	@Override
	public void edit(Token token) {
		online().ifPresent(server -> new TokenForm(workbench, texts, feed.offer(), Optional.of(token), (draft, form) -> workbench.work().run(texts.get("job.save"), root,
				() -> server.tokens().update(token.id(), draft), saved -> {
					form.close();
					feed.reload();
				}, failure -> refused(form, failure))));
	}

	@Override
	public void enable(Token token, boolean enabled) {
		online().ifPresent(server -> enable(server, token, enabled));
	}

	@Override
	public void rotate(Token token) {
		online().ifPresent(server -> new Question(workbench.shell(), texts.get("rotate.title", token.name()), texts.get("rotate.text"))
				.answer(FlatButton.Kind.PLAIN, texts.get("cancel"), () -> {
				}).answer(FlatButton.Kind.PRIMARY, texts.get("action.rotate"), () -> workbench.work().run(texts.get("job.rotate"), root,
						() -> server.tokens().rotate(token.id()), issued -> issued(server, issued)))
				.open());
	}

	@Override
	public void delete(Token token) {
		online().ifPresent(server -> new Question(workbench.shell(), texts.get("delete.title", token.name()), texts.get("delete.text"))
				.answer(FlatButton.Kind.PLAIN, texts.get("cancel"), () -> {
				}).answer(FlatButton.Kind.DANGER, texts.get("action.delete"), () -> doom(server, token)).open());
	}

	/** Disabled first, so that its secret opens nothing from now on: a program that ends before it is deleted leaves it on the safe side. */
	private void doom(Server server, Token token) {
		deletions.delete(List.of(new Deletions.Doomed(token.id(), texts.get("job.delete"), () -> server.tokens().delete(token.id()))), texts.get("deleted", token.name()),
				texts.get("undo"), () -> enable(server, token, token.enabled()), failure -> workbench.toast(workbench.work().sentence(failure)));
		enable(server, token, false);
	}

	/** As it was, but enabled or not. */
	private void enable(Server server, Token token, boolean enabled) {
		TokenDraft was = TokenDraft.of(token);
		TokenDraft draft = new TokenDraft(was.name(), was.quota(), was.groups(), was.models(), was.allowedAddresses(), was.expiresAt(), was.limits(), enabled);
		workbench.work().run(texts.get("job.save"), root, () -> server.tokens().update(token.id(), draft), saved -> feed.reload());
	}
}
