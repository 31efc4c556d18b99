/* Descriptors in structures: on the heap while only this function knows them, in initialisers, in compound literals. */
#include <sys/socket.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct conn {
    int fd;
    int state;
    struct conn *next;
    struct sockaddr_storage peer;
};

static struct conn *connections;

int right_free(void)
{
    struct conn *c = malloc(sizeof *c);
    if (c == NULL)
        return -1;
    c->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (c->fd < 0) {
        free(c);
        return -1;
    }
    close(c->fd);
    free(c);
    return 0;
}

int wrong_free(void)
{
    struct conn *c = malloc(sizeof *c);
    if (c == NULL)
        return -1;
    c->fd = socket(AF_INET, SOCK_STREAM, 0);
    free(c); // lost c->fd freed
    return 0;
}

struct conn *right_constructor(const struct sockaddr *sa, socklen_t length)
{
    struct conn *c = calloc(1, sizeof *c);
    if (!c)
        return NULL;
    if ((c->fd = socket(AF_INET, SOCK_STREAM, 0)) < 0)
        goto fail;
    if (connect(c->fd, sa, length) < 0)
        goto close;
    return c;
close:
    close(c->fd);
fail:
    free(c);
    return NULL;
}

struct conn *wrong_constructor(const struct sockaddr *sa, socklen_t length)
{
    struct conn *c = calloc(1, sizeof *c);
    if (!c)
        return NULL;
    if ((c->fd = socket(AF_INET, SOCK_STREAM, 0)) < 0)
        goto fail;
    if (connect(c->fd, sa, length) < 0)
        goto fail;
    return c;
fail:
    free(c); // lost c->fd freed
    return NULL;
}

int right_list(int listener)
{
    struct conn *c = malloc(sizeof *c);
    if (c == NULL)
        return -1;
    memset(c, 0, sizeof *c);
    c->fd = accept(listener, NULL, NULL);
    c->next = connections;
    connections = c;
    return 0;
}

int wrong_list(int listener)
{
    struct conn *c = malloc(sizeof *c);
    if (c == NULL)
        return -1;
    memset(c, 0, sizeof *c);
    c->fd = accept(listener, NULL, NULL);
    c->next = connections;
    return 0; // lost c->fd return
}

/* A list that links members leads back to the whole. */
void right_linked_member(struct list *list, int listener)
{
    struct conn *c = malloc(sizeof *c);
    list_add(&c->next, list);
    c->fd = accept(listener, NULL, NULL);
}

void wrong_unlinked(struct list *list, int listener)
{
    struct conn *c = malloc(sizeof *c);
    list_add(&c, NULL);
    c = malloc(sizeof *c);
    c->fd = accept(listener, NULL, NULL);
} // lost c->fd scope

void right_to_caller(struct conn **out, struct conn *given, int listener)
{
    struct conn *c = malloc(sizeof *c);
    c->fd = accept(listener, NULL, NULL);
    if (given)
        given->next = c;
    else
        *out = c;
}

void wrong_to_caller(struct conn **out, struct conn *given, int listener)
{
    struct conn *c = malloc(sizeof *c);
    c->fd = accept(listener, NULL, NULL);
    if (given)
        given->next = c;
} // lost c->fd scope

/* Either variable may be the new one. */
void right_two_pointers(struct conn *other, int which, int listener)
{
    struct conn *c = malloc(sizeof *c);
    struct conn *chosen;
    c->fd = accept(listener, NULL, NULL);
    if (which)
        chosen = c;
    else
        chosen = other;
    register_connection(chosen);
    if (!which)
        destroy(c);
}

void wrong_pointer_dropped(int listener)
{
    struct conn *c = malloc(sizeof *c);
    c->fd = accept(listener, NULL, NULL);
    c = NULL; // lost c->fd overwritten
}

void right_array(int listener)
{
    struct conn *table = calloc(8, sizeof *table);
    for (int i = 0; i < 8; i++)
        table[i].fd = accept(listener, NULL, NULL);
    serve_all(table);
}

void wrong_array(int listener)
{
    struct conn *table = calloc(8, sizeof *table);
    table[0].fd = accept(listener, NULL, NULL);
    free(table); // lost table[0].fd freed
}

void right_thread(int listener)
{
    pthread_t thread;
    for (;;) {
        struct conn *c = malloc(sizeof *c);
        c->fd = accept(listener, NULL, NULL);
        if (pthread_create(&thread, NULL, serve, c) != 0) {
            close(c->fd);
            free(c);
        }
    }
}

void wrong_thread(int listener)
{
    pthread_t thread;
    for (;;) {
        struct conn *c = malloc(sizeof *c);
        c->fd = accept(listener, NULL, NULL);
        if (pthread_create(&thread, NULL, serve, c) != 0) {
            free(c); // lost c->fd freed
        }
    }
}

static int dial(struct conn *c)
{
    c->fd = socket(AF_INET, SOCK_STREAM, 0);
    return c->fd < 0 ? -1 : 0;
}

static void destroy_connection(struct conn *c)
{
    close(c->fd);
    free(c);
}

int right_helpers(void)
{
    struct conn *c = malloc(sizeof *c);
    if (dial(c) < 0) {
        free(c);
        return -1;
    }
    destroy_connection(c);
    return 0;
}

int wrong_helpers(int really)
{
    struct conn *c = malloc(sizeof *c);
    if (dial(c) < 0) {
        free(c);
        return -1;
    }
    if (!really)
        return 0; // lost c->fd return
    destroy_connection(c);
    return 0;
}

static void *close_connection(struct conn *c)
{
    if (c != NULL) {
        if (c->fd >= 0)
            close(c->fd);
        free(c);
    }
    return NULL;
}

struct conn *right_destructor_that_asks(void)
{
    struct conn *c = malloc(sizeof *c);
    c->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (c->fd < 0 || listen(c->fd, 5) < 0)
        return close_connection(c);
    return c;
}

struct conn *wrong_destructor_that_asks(void)
{
    struct conn *c = malloc(sizeof *c);
    c->fd = socket(AF_INET, SOCK_STREAM, 0);
    if (c->fd < 0)
        return close_connection(c);
    if (listen(c->fd, 5) < 0)
        return NULL; // lost c->fd return
    return c;
}

int right_initialiser(void)
{
    struct conn c = { .fd = socket(AF_INET, SOCK_STREAM, 0), .state = 1 };
    if (c.fd < 0)
        return -1;
    close(c.fd);
    return 0;
}

int wrong_initialiser(void)
{
    struct conn c = { .state = 1, .fd = socket(AF_INET, SOCK_STREAM, 0) };
    if (c.fd < 0)
        return -1;
    return 0; // lost fd return
}

/* Which member is first is not known here. */
int right_order_unknown(void)
{
    struct other c = { socket(AF_INET, SOCK_STREAM, 0), 1 };
    if (c.handle < 0)
        return -1;
    close(c.handle);
    return 0;
}

int wrong_array_initialiser(void)
{
    int fds[2] = { -1, socket(AF_INET, SOCK_STREAM, 0) };
    if (fds[0] == -1)
        return 0; // lost socket return
    close(fds[1]);
    return 0;
}

int right_compound_literal(void)
{
    struct conn *c = malloc(sizeof *c);
    *c = (struct conn){ .fd = socket(AF_INET, SOCK_STREAM, 0) };
    close(c->fd);
    free(c);
    return 0;
}

int wrong_compound_literal(void)
{
    struct conn c;
    c = (struct conn){ .fd = socket(AF_INET, SOCK_STREAM, 0) };
    if (c.fd == -1)
        return -1;
    return 0; // lost fd return
}

static void forget_connection(struct conn *c)
{
    free(c);
}

int wrong_helper_forgets(void)
{
    struct conn *c = malloc(sizeof *c);
    if (dial(c) < 0) {
        free(c);
        return -1;
    }
    forget_connection(c);
    return 0; // lost c->fd return
}

static struct conn *last;

static void remember(struct conn *c)
{
    last = c;
}

/* Whoever reads `last` may close it. */
int right_helper_remembers(void)
{
    struct conn *c = malloc(sizeof *c);
    if (dial(c) < 0) {
        free(c);
        return -1;
    }
    remember(c);
    return 0;
}
