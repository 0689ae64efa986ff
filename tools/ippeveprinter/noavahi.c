/* Stands in for Avahi so that ippeveprinter starts without D-Bus: nothing is announced on any network.
 * Build: gcc -shared -fPIC -o noavahi.so noavahi.c   Use: LD_PRELOAD=./noavahi.so ippeveprinter ...
 */
#include <stddef.h>

static int thing;

void *avahi_threaded_poll_new(void) { return &thing; }
void *avahi_threaded_poll_get(void *poll) { return poll; }
int avahi_threaded_poll_start(void *poll) { (void)poll; return 0; }
void avahi_threaded_poll_lock(void *poll) { (void)poll; }
void avahi_threaded_poll_unlock(void *poll) { (void)poll; }
void *avahi_client_new(void *api, int flags, void *callback, void *data, int *error) {
    (void)api; (void)flags; (void)callback; (void)data; (void)error;
    return &thing;
}
int avahi_client_errno(void *client) { (void)client; return 0; }
const char *avahi_client_get_host_name_fqdn(void *client) { (void)client; return "localhost"; }
void *avahi_entry_group_new(void *client, void *callback, void *data) {
    (void)client; (void)callback; (void)data;
    return &thing;
}
int avahi_entry_group_add_service_strlst(void) { return 0; }
int avahi_entry_group_add_service_subtype(void) { return 0; }
int avahi_entry_group_commit(void *group) { (void)group; return 0; }
int avahi_entry_group_free(void *group) { (void)group; return 0; }
void *avahi_string_list_add_printf(void) { return NULL; }
void avahi_string_list_free(void *list) { (void)list; }
